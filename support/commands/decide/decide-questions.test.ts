import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { describe, expect, test } from '@jest/globals';
import type { Played } from '../../access/decision-in-scenario.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import {
  allowing,
  keyPolicy,
  policyOf,
  twoAccounts,
  WrittenScenario,
} from '../../scenario/testing/written-scenario.ts';
import { answersOfLab } from '../lab/answers-of-lab.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();

/** Writes the questions and has them answered in the write-only bucket, or in another scenario. */
async function answers(questions: unknown, scenario = 'write-only-bucket', ...more: readonly string[]) {
  const file = join(written.root, 'questions.json');
  writeFileSync(file, typeof questions === 'string' ? questions : JSON.stringify(questions));
  return await keyholeHere('decide', '--scenario', scenario, '--questions', file, ...more);
}

const decrypt = {
  principal: 'the transfer role',
  action: 'kms:Decrypt',
  resource: 'the shared key',
  via: 's3',
};
const grant = { principal: 'intake-administrator', action: 'kms:CreateGrant', resource: 'shared' };

test('a key that one service may use is asked about through each service', async () => {
  const through = (service: string) => ({
    ...{ Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'kms:*', Resource: '*' },
    Condition: { StringEquals: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com` } },
  });
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys: { secrets: { account: data, policy: key.json } }
users: { reader: { account: data, policies: { all: all.json } } }
`,
    'own/key.json': policyOf(JSON.parse(keyPolicy).Statement[0], { ...through('s3'), Effect: 'Deny' }),
    'own/all.json': allowing('kms:Decrypt'),
  });
  const asked = ['s3', 'secretsmanager', 'dynamodb'].map((via) => ({
    ...{ principal: 'the reader user', action: 'kms:Decrypt', resource: 'the secrets key', via },
  }));
  const { stdout } = await answers(asked, join(written.root, 'own'), '--json');
  expect(JSON.parse(stdout).answers).toMatchObject([
    { decision: 'denied', explicit: true },
    { decision: 'allowed' },
    { decision: 'allowed' },
  ]);
});

describe('keyhole decide --questions', () => {
  test('answers each question with its decision, layer, statements and reason', async () => {
    const asked = [
      { ...decrypt, id: 'first', expect: 'denied' },
      { principal: '111111111111', action: 'kms:PutKeyPolicy', resource: 'shared' },
      { ...grant, context: { 'kms:GrantIsForAWSResource': 'true' } },
      { ...grant, without: ['kms:GrantIsForAWSResource'] },
    ];
    const { exitCode, stdout } = await answers(asked, undefined, '--json');
    expect(exitCode).toBe(0);
    const place = { file: 'scenarios/write-only-bucket/added/key-policy.json' };
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { allowed: 2, denied: 2, undecidable: 0 },
      answers: [
        {
          ...{ number: 1, id: 'first', decision: 'denied', layer: 'key policy', explicit: false },
          statements: [
            { role: 'nearest', sid: 'Allow Encryption with the key', index: 1, ...place, line: 11 },
          ],
        },
        { number: 2, decision: 'allowed', statements: [{ role: 'allows', ...place, line: 4 }] },
        { number: 3, decision: 'allowed' },
        { number: 4, decision: 'denied', reason: expect.stringContaining('but it is absent') },
      ],
    });
  });

  test('answers a question that cannot be decided with the reason, and fails', async () => {
    const asked = [
      grant,
      { ...decrypt, principal: 'transfr' },
      { ...decrypt, action: 'kms:Decript' },
      { ...decrypt, context: { 'aws:SourceIpp': '::1' } },
      { ...decrypt, resource: { id: 'SharedKey' } },
      decrypt,
    ];
    const { exitCode, stdout } = await answers(asked, undefined, '--json');
    expect(exitCode).toBe(1);
    const undecidable = (reason: string) => ({
      decision: 'undecidable',
      reason: expect.stringContaining(reason),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      answers: [
        { ...undecidable('depends on kms:GrantIsForAWSResource'), missingKey: 'kms:GrantIsForAWSResource' },
        undecidable('did you mean "the transfer role"'),
        undecidable('did you mean "kms:Decrypt"'),
        undecidable('check its spelling'),
        undecidable('the scenario was not imported'),
        { decision: 'denied' },
      ],
    });
  });

  test('fails if a decision is not as its question expects', async () => {
    const { exitCode, stdout } = await answers([
      { ...decrypt, expect: 'allowed' },
      { ...decrypt, expect: 'denied' },
      { ...decrypt, principal: 'transfr' },
    ]);
    expect(exitCode).toBe(1);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('denied (expected: allowed)');
    expect(text).toContain('denied (as expected)');
    expect(stdout).toContain('3 questions, 1 undecidable, 1 not as expected\n');
  });

  test('counts the questions that were all decided', async () => {
    expect((await answers([decrypt])).stdout).toContain('1 question, all decided\n');
  });

  test.each([
    ['', /questions\.json is empty/],
    ['[', /questions\.json:1:2: this is not YAML/],
    ['[]', /must have at least one question/],
    ['[\n{"principal": "a",\n "action": 3, "resource": "b"}]', /:3:12: 0\.action: must be text/],
    ['- action: s3:GetObject\n  resource: a/b', /:1:3: 0\.principal: must be a name, an ARN or/],
    [
      'questions:\n- { principal: a, action: b, resource: c, expcet: denied }',
      /:2:43: .*did you mean "expect"/,
    ],
    ['- { principal: a, action: b, resource: c, expect: allow }', /0\.expect: must be allowed or denied$/m],
    ['{"question": []}', /questions: is missing|there is no such member/],
  ])('refuses the broken file %j by its line', async (text, message) => {
    const { exitCode, stderr } = await answers(text);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test.each([
    [['--principal', 'a'], /--principal is for one question/],
    [['--expect', 'denied'], /--expect is for one question/],
  ])('refuses %j beside a file', async (more, message) => {
    const { exitCode, stderr } = await answers([decrypt], undefined, ...more);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test('asks a running lab without a scenario, in its current state', async () => {
    const played: { current?: Played } = {};
    const about = { id: 'own', scenario: 'write-only-bucket' };
    await using lab = await startLab({ questions: answersOfLab(about, () => played.current) });
    played.current = await playScenario(loadScenario('scenarios', 'write-only-bucket'), lab, {
      quotas: {},
      facts: (around) => around,
    });
    const { provisioned } = played.current;
    const many = Array.from({ length: 120 }, (_, index) => ({ ...decrypt, id: `q${index + 1}` }));
    const file = join(written.root, 'many.json');
    writeFileSync(file, JSON.stringify([...many, { ...decrypt, principal: 'transfr' }]));
    const ask = () => keyholeHere('decide', '--questions', file, '--endpoint', lab.endpoint, '--json');
    const first = await ask();
    expect(first.exitCode).toBe(1);
    expect(JSON.parse(first.stdout)).toMatchObject({
      scenario: 'write-only-bucket',
      counts: { allowed: 0, denied: 120, undecidable: 1 },
    });
    expect(JSON.parse(first.stdout).answers[119]).toMatchObject({
      number: 120,
      id: 'q120',
      layer: 'key policy',
    });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }],
    });
    const KeyId = provisioned.value('keys.shared.id');
    await provisioned.root('security').kms.send(new PutKeyPolicyCommand({ KeyId, Policy }));
    // The key policy allows it now, and the role's own policies do not.
    expect(JSON.parse((await ask()).stdout).answers[119]).toMatchObject({
      decision: 'denied',
      layer: 'identity',
    });
  });

  test('says that an empty lab decides nothing', async () => {
    const about = { id: 'own', scenario: null };
    await using lab = await startLab({ questions: answersOfLab(about, () => undefined) });
    const file = join(written.root, 'one.json');
    writeFileSync(file, JSON.stringify([decrypt]));
    expect(await keyholeHere('decide', '--questions', file, '--endpoint', lab.endpoint)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('this lab has no scenario'),
    });
  });

  test('takes a scenario or a lab, and a scenario may be a folder', async () => {
    const file = join(written.root, 'q.yaml');
    writeFileSync(file, `- ${JSON.stringify(decrypt)}`);
    const both = ['--scenario', 'write-only-bucket', '--endpoint', 'http://127.0.0.1:4566'];
    expect(await keyholeHere('decide', '--questions', file, ...both)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('needs --scenario or --endpoint, and not both'),
    });
    const nowhere = await keyholeHere('decide', '--scenario', './nowhere', '--questions', file);
    expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('has no scenario.yaml') });
    for (const folder of ['scenarios/write-only-bucket', 'scenarios/write-only-bucket/scenario.yaml'])
      expect(await keyholeHere('decide', '--scenario', folder, '--questions', file)).toMatchObject({
        exitCode: 0,
      });
  });

  test('finds the things that a scenario reads from a template by their logical ids', async () => {
    const template = {
      Resources: {
        Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-reports' } },
        Desk: { Type: 'AWS::S3::AccessPoint', Properties: { Name: 'desk', Bucket: { Ref: 'Reports' } } },
        Reader: {
          Type: 'AWS::IAM::User',
          Properties: {
            UserName: 'reader',
            Policies: [
              {
                PolicyName: 'Read',
                PolicyDocument: JSON.parse(allowing('s3:GetObject')),
              },
            ],
          },
        },
      },
    };
    written.write({
      'own/scenario.yaml': `${twoAccounts}from: { cloudformation: template.json, account: data }\n`,
      'own/template.json': JSON.stringify(template),
    });
    const asked = { principal: { id: 'Reader' }, resource: { id: 'Reports', key: 'a' } };
    const { stdout, stderr } = await answers(
      [
        { ...asked, action: 's3:GetObject' },
        { ...asked, action: 's3:PutObject' },
        { ...asked, action: 's3:GetObject', resource: { id: 'Desk', key: 'a/b' } },
        { ...asked, action: 's3:PutObject', resource: 'Desk/a/b' },
        { ...asked, action: 's3:GetObject', principal: { id: 'Writer' } },
      ],
      join(written.root, 'own'),
      '--json',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      answers: [
        { decision: 'allowed' },
        { decision: 'denied' },
        { decision: 'allowed' },
        { decision: 'denied' },
        { decision: 'undecidable', reason: expect.stringContaining('its source does not have it') },
      ],
    });
  });

  test('finds the things of an imported scenario by their ids in the source', async () => {
    written.write({
      'own/scenario.yaml': `${twoAccounts}users: { clerk: { account: data, policies: [list.json] } }
keys: { main: { account: data, policy: key.json } }
buckets: { ledger: { account: data, bucketName: acme-ledger } }
`,
      'own/list.json': allowing('s3:GetObject'),
      'own/key.json': keyPolicy,
      'own/import.json': JSON.stringify({
        things: [
          { id: 'module.a.aws_s3_bucket.b["x/y"]', kind: 'buckets', name: 'ledger', account: 'data' },
          { id: 'Clerk', kind: 'users', name: 'clerk', account: 'data' },
          { id: 'Twice', kind: 'users', name: 'clerk', account: 'data' },
          { id: 'Twice', kind: 'keys', name: 'main', account: 'partner' },
        ],
        notUnderstood: [{ id: 'Odd', reason: 'its type is not known' }],
      }),
    });
    const asked = { principal: { id: 'Clerk' }, action: 's3:GetObject', resource: 'ledger/a' };
    const { stdout } = await answers(
      [
        { ...asked, resource: { id: 'module.a.aws_s3_bucket.b["x/y"]', key: 'a/b' } },
        { ...asked, resource: 'module.a.aws_s3_bucket.b["x/y"]/a/b', principal: 'Clerk' },
        { ...asked, resource: '{module.a.aws_s3_bucket.b["x/y"]}/a/b', principal: '{Clerk}' },
        { ...asked, principal: '{Absent}' },
        { ...asked, principal: { id: 'Odd' } },
        { ...asked, principal: { id: 'Twice' } },
        { ...asked, principal: { id: 'Twice', account: 'data' } },
      ],
      join(written.root, 'own'),
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      answers: [
        { decision: 'allowed' },
        { decision: 'allowed' },
        { decision: 'allowed' },
        { decision: 'undecidable', reason: expect.stringContaining('the id Absent names nothing') },
        { decision: 'undecidable', reason: expect.stringContaining('did not understand it: its type') },
        { decision: 'undecidable', reason: expect.stringContaining('several things') },
        { decision: 'allowed' },
      ],
    });
  });
});
