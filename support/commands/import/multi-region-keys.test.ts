import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { startLab } from '../../gateway/serving/lab.ts';
import { projectRoot } from '../../node/own-file.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const ID = 'mrk-1234abcd12ab34cd56ef1234567890ab';
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const own = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::222222222222:root' },
  Action: 'kms:*',
  Resource: '*',
};

const PLAN = readFileSync(join(projectRoot, 'support/import/testing/plans/keys.json'), 'utf8');

/** The plan, with the replica's provider in another Region. */
const abroad = () => {
  const plan = JSON.parse(PLAN);
  plan.configuration.provider_config['aws.security'].expressions.region = { constant_value: 'us-east-1' };
  return JSON.stringify(plan);
};

const template = (primary: string) => `Resources:
  Copy:
    Type: AWS::KMS::ReplicaKey
    Properties:
      PrimaryKeyArn: ${primary}
      Description: Copy
      KeyPolicy: ${policy(own)}
  Main: { Type: AWS::KMS::Key, Properties: { MultiRegion: true, KeyPolicy: ${policy(own)} } }
`;

async function imported(...args: readonly string[]) {
  const ran = await keyholeHere('import', ...args, '--out', 'out');
  expect({ stderr: ran.stderr.replace(/^keyhole: reading .*\n/, ''), exitCode: ran.exitCode }).toEqual({
    stderr: '',
    exitCode: 0,
  });
  return { keys: parse(readFileSync('out/scenario.yaml', 'utf8')).keys, gaps: gapsIn('out') };
}

describe('keyhole import takes multi-Region keys', () => {
  test('of a plan, with the Region of a replica by its provider', async () => {
    using _folder = inFolder({ 'plan.json': abroad() });
    const accounts = ['--account', 'data=222222222222', '--account', 'security=111111111111:security'];
    const { keys, gaps } = await imported('terraform', 'plan.json', ...accounts);
    const main = Object.values<Record<string, unknown>>(keys).find(({ multiRegion }) => multiRegion === true);
    expect(main?.replicas).toEqual({
      'us-east-1': { policy: expect.stringMatching(/us-east-1-key-policy\.json$/) },
    });
    expect(gaps.filter((gap) => gap.includes('replica'))).toEqual([]);
  });

  test('of a template, with a replica whose primary key is in another Region', async () => {
    using _folder = inFolder({ 'keys.yaml': template(`arn:aws:kms:us-east-1:222222222222:key/${ID}`) });
    const { keys, gaps } = await imported('cloudformation', 'keys.yaml', '--account', 'data=222222222222');
    expect(keys.copy).toMatchObject({ keyId: ID, multiRegion: true, description: 'Copy' });
    expect(keys.main).toMatchObject({ multiRegion: true });
    expect(gaps).toEqual([expect.stringContaining('its primary key is in us-east-1')]);
  });

  test('of a template, without a replica whose Region no template tells', async () => {
    using _folder = inFolder({ 'keys.yaml': template('!GetAtt Main.Arn') });
    const { keys, gaps } = await imported('cloudformation', 'keys.yaml', '--account', 'data=222222222222');
    expect(Object.keys(keys)).toEqual(['main']);
    expect(gaps).toEqual([expect.stringContaining('no template says in which Region the replica is')]);
  });

  test('of an account, with the policy of each replica', async () => {
    const replica = policy({ ...own, Action: 'kms:Describe*', Sid: 'Replica' }, own);
    using _folder = inFolder({
      credentials: '[root]\naws_access_key_id = 222222222222\naws_secret_access_key = test\n',
      'scenarios/keys/scenario.yaml': `title: Keys
region: eu-west-1
accounts: { data: "222222222222" }
keys:
  main: { account: data, policy: key.json, multiRegion: true, replicas: { us-east-1: { policy: replica.json, tags: { team: red } } } }
`,
      'scenarios/keys/key.json': policy(own),
      'scenarios/keys/replica.json': replica,
    });
    await using lab = await startLab();
    await playScenario(loadScenario('scenarios', 'keys'), lab, { quotas: {}, facts: (around) => around });
    process.env.AWS_SHARED_CREDENTIALS_FILE = 'credentials';
    try {
      const { keys } = await imported('aws', '--account', 'data=root', '--endpoint', lab.endpoint);
      const [main] = Object.values<Record<string, Record<string, Record<string, string>>>>(keys);
      expect(main).toMatchObject({
        keyId: expect.stringMatching(/^mrk-/),
        multiRegion: true,
        replicas: { 'us-east-1': { tags: { team: 'red' } } },
      });
      const file = main?.replicas?.['us-east-1']?.policy ?? '';
      expect(JSON.parse(readFileSync(join('out', file), 'utf8'))).toEqual(JSON.parse(replica));
    } finally {
      delete process.env.AWS_SHARED_CREDENTIALS_FILE;
    }
  });
});
