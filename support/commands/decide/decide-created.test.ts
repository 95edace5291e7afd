import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRoleCommand, CreateUserCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Played } from '../../access/decision-in-scenario.ts';
import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { answersOfLab } from '../lab/answers-of-lab.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const ROLE = 'arn:aws:iam::222222222222:role/teams/created';
const USER = 'arn:aws:iam::222222222222:user/created';
const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

describe('keyhole decide in a lab', () => {
  let lab: GatewayServer;

  beforeAll(async () => {
    const played: { current?: Played } = {};
    const about = { id: 'own', scenario: 'write-only-bucket' };
    lab = await startLab({ questions: answersOfLab(about, () => played.current) });
    const scenario = loadScenario('scenarios', 'write-only-bucket');
    played.current = await playScenario(scenario, lab, { quotas: {}, facts: (around) => around });
    const { iam } = played.current.provisioned.root('intake');
    const role = { RoleName: 'created', Path: '/teams/', AssumeRolePolicyDocument: document(trust) };
    await iam.send(new CreateRoleCommand(role));
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'created', PolicyName: 'all', PolicyDocument: document(all) }),
    );
    await iam.send(new CreateUserCommand({ UserName: 'created' }));
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  const decide = (principal: string) =>
    keyholeHere(
      ...['decide', '--endpoint', lab.endpoint, '--principal', principal],
      ...['--action', 's3:DeleteObject', '--resource', 'write-only/a.txt'],
    );

  test('decides for roles and users that its accounts have now', async () => {
    expect(await decide(ROLE)).toMatchObject({ exitCode: 0 });
    expect(await decide(USER)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/no identity policy of\s+(?:the user created|arn:\S+user\/created)/),
    });
    const file = join(written.root, 'questions.json');
    const asked = [ROLE, USER].map((principal) => ({
      ...{ principal, action: 's3:DeleteObject', resource: 'write-only/a.txt' },
    }));
    writeFileSync(file, JSON.stringify(asked));
    const { stdout } = await keyholeHere('decide', '--endpoint', lab.endpoint, '--questions', file, '--json');
    expect(JSON.parse(stdout).answers).toMatchObject([{ decision: 'allowed' }, { decision: 'denied' }]);
  });

  test.each([
    'arn:aws:iam::222222222222:role/created',
    'arn:aws:iam::222222222222:user/missing',
    'arn:aws:iam::999999999999:role/outside',
  ])('says which principals it knows, beside %s', async (principal) => {
    const { exitCode, stderr } = await decide(principal);
    expect({ exitCode, stderr: stderr.replaceAll(/\s+/g, ' ') }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining(
        `${principal} is not in the scenario write-only-bucket. A lab knows the principals of its own accounts alone; in the scenario itself, keyhole decide takes others that policies name`,
      ),
    });
  });
});
