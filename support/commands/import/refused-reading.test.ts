import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn, outFolder } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };
beforeAll(() => {
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  writeFileSync(join(folder, 'config'), '');
});
afterAll(() => {
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  rmSync(folder, { recursive: true });
});

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string | readonly string[], more: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource: '*' },
  ...more,
});
const deny = (Action: string, more: object = {}) => ({ ...allow(Action, more), Effect: 'Deny' });
const ROOT = { Principal: { AWS: '{{accounts.data.root}}' } };
const ROLE = { Principal: { AWS: '{{roles.job.arn}}' } };
const LIMITED = { Condition: { StringEquals: { 'aws:ResourceTag/secrecy': 'high' } } };

/** Everything that the account denies to principals who are allowed it otherwise, each in another way. */
const scenario = {
  'scenarios/vault/scenario.yaml': `title: Vault
region: eu-west-1
accounts: { data: "222222222222", partner: "333333333333" }
users:
  auditor: { account: data, policies: { Reads: policies/auditor.json } }
  grouped: { account: data, policies: { All: policies/all.json } }
  inline: { account: data, policies: { All: policies/all.json, No: policies/no-get.json } }
  managed: { account: data, policies: { All: policies/all.json }, managedPolicies: { NoGet: policies/no-get.json } }
  bound: { account: data, policies: { All: policies/all.json }, boundary: policies/boundary.json }
  plain: { account: data, policies: { All: policies/all.json } }
  foreign: { account: partner, policies: { All: policies/all.json } }
groups: { limited: { account: data, members: [grouped], policies: { No: policies/no-get.json } } }
roles: { job: { account: data, path: /teams/, trust: policies/trust.json, policies: { No: policies/no-get.json } } }
keys: { data: { account: data, alias: alias/data, policy: policies/key.json, tags: { secrecy: high } } }
buckets:
  data: { account: data, bucketName: vault-data, policy: policies/bucket.json, blockPublicAccess: false, tags: { secrecy: high }, abac: true }
  sealed: { account: data, bucketName: vault-sealed, encryption: "{{keys.data.arn}}" }
tables: { orders: { account: data, tableName: orders, policy: policies/table.json, partitionKey: { name: id, type: S }, tags: { secrecy: high } } }
secrets: { pin: { account: data, secretName: pin, policy: policies/secret.json, tags: { secrecy: high } } }
`,
  'scenarios/vault/policies/all.json': policy(
    allow('*'),
    deny('kms:Encrypt', LIMITED),
    deny('dynamodb:PutItem', LIMITED),
    deny('secretsmanager:PutSecretValue', LIMITED),
    deny('s3:PutBucketPolicy', LIMITED),
  ),
  'scenarios/vault/policies/no-get.json': policy(deny('s3:GetObject')),
  'scenarios/vault/policies/boundary.json': policy(allow('*'), deny('s3:GetObject')),
  'scenarios/vault/policies/trust.json': policy({
    ...{ Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'sts:AssumeRole' },
  }),
  'scenarios/vault/policies/key.json': policy(
    allow('kms:*', ROOT),
    deny('kms:Decrypt', { Principal: { AWS: '{{users.plain.arn}}' } }),
  ),
  'scenarios/vault/policies/bucket.json': policy(
    { ...allow('s3:GetObject', ROLE), Resource: '{{buckets.data.arn}}/*' },
    {
      ...deny('s3:GetObject', { Principal: { AWS: '{{users.plain.arn}}' } }),
      Resource: '{{buckets.data.arn}}/*',
    },
    { ...allow('s3:GetObject', { Principal: '*' }), Resource: '{{buckets.data.arn}}/public/*' },
  ),
  'scenarios/vault/policies/table.json': policy(
    deny('dynamodb:GetItem', { Principal: { AWS: '{{users.plain.arn}}' } }),
  ),
  'scenarios/vault/policies/secret.json': policy(
    deny('secretsmanager:GetSecretValue', { Principal: { AWS: '{{users.plain.arn}}' } }),
  ),
};

/** Questions whose answer in the account is `denied`. */
const DENIED = [
  ...['grouped', 'inline', 'managed', 'bound', 'plain'].map(
    (name) => `the ${name} user | s3:GetObject | vault-data/a`,
  ),
  'the job role | s3:GetObject | vault-data/a',
  'the plain user | kms:Decrypt | the data key',
  'the plain user | kms:Encrypt | the data key',
  'the plain user | dynamodb:GetItem | orders',
  'the plain user | dynamodb:PutItem | orders',
  'the plain user | secretsmanager:GetSecretValue | pin',
  'the plain user | secretsmanager:PutSecretValue | pin',
  'the plain user | s3:PutBucketPolicy | vault-data',
  'the inline user | s3:GetObject | vault-sealed/a',
];

/** The answers to the questions about what the scenario has; what could not be listed is not there. */
async function answersTo(root: string): Promise<Readonly<Record<string, string>>> {
  const { users, buckets, tables, secrets, keys } = loadScenario(root, 'own').document;
  const own = [users, tables, secrets, keys].flatMap((members) => Object.keys(members));
  const names = [...own, ...Object.values(buckets).map(({ bucketName }) => bucketName), 'job'];
  const isThere = (words: string) => names.includes(words.replaceAll(/^the | (?:user|role|key)$|\/.*/g, ''));
  const asked = DENIED.filter((question) => {
    const [principal = '', , resource = ''] = question.split(' | ');
    return isThere(principal) && isThere(resource);
  });
  return decisionsOf(root, 'own', asked);
}

/** Imports the accounts with credentials that may not do some actions: the gaps, and the questions that are answered otherwise than `denied`. */
async function importedWithout(action: string, ...options: readonly string[]) {
  const auditor = policy(allow('*'), deny(action));
  using _folder = inFolder({ ...scenario, 'scenarios/vault/policies/auditor.json': auditor });
  await using lab = await startLab();
  const played = await playScenario(loadScenario('scenarios', 'vault'), lab, {
    quotas: {},
    facts: (around) => around,
  });
  const { key } = await played.actors.as({ kind: 'named', name: 'auditor' });
  const profile = `[auditor]\naws_access_key_id = ${key?.accessKeyId}\naws_secret_access_key = ${key?.secretAccessKey}\n`;
  // The SDK reads a file once, so that each import has its own.
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(mkdtempSync(join(folder, 'import-')), 'credentials');
  writeFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE, profile);
  using written = outFolder();
  const args = ['--account', 'data=auditor', '--endpoint', lab.endpoint, '--out', written.out, ...options];
  const { exitCode, stderr } = await keyholeHere('import', 'aws', ...args);
  if (exitCode !== 0) throw new Error(stderr);
  const gaps = gapsIn(written.out);
  const allowed = Object.entries(await answersTo(written.root)).flatMap(([question, is]) =>
    is === 'denied' ? [] : [question],
  );
  return { exitCode, stderr: stderr.replace(/^keyhole: reading the accounts …\n/, ''), gaps, allowed };
}

test.each([
  ['nothing'],
  ...[
    'iam:GetUser iam:GetRole iam:ListUserPolicies iam:ListRolePolicies iam:GetUserPolicy iam:GetRolePolicy',
    'iam:ListAttachedUserPolicies iam:ListGroupsForUser iam:ListGroupPolicies iam:GetGroupPolicy',
    'iam:ListAttachedGroupPolicies iam:GetPolicy iam:GetPolicyVersion iam:ListUsers iam:ListRoles',
    's3:ListAllMyBuckets s3:GetBucketPolicy s3:GetEncryptionConfiguration s3:GetBucketPublicAccessBlock',
    's3:GetAccountPublicAccessBlock s3:GetBucketOwnershipControls s3:GetBucketAbac s3:GetBucketTagging',
    'kms:ListKeys kms:DescribeKey kms:GetKeyPolicy kms:ListGrants kms:ListAliases kms:ListResourceTags',
    'dynamodb:ListTables dynamodb:DescribeTable dynamodb:GetResourcePolicy dynamodb:ListTagsOfResource',
    'secretsmanager:ListSecrets secretsmanager:DescribeSecret secretsmanager:GetResourcePolicy',
    'organizations:DescribeOrganization s3:ListAccessPoints',
  ].flatMap((line) => line.split(' ').map((action) => [action])),
])(
  'Who may not read (%s) finds out what is missing, and nothing that the account denies is allowed',
  async (action) => {
    const { exitCode, stderr, gaps, allowed } = await importedWithout(
      action === 'nothing' ? 'x:None' : action,
    );
    expect({ exitCode, stderr, allowed }).toEqual({ exitCode: 0, stderr: '', allowed: [] });
    expect(gaps.some((gap) => gap.includes('was refused'))).toBe(action !== 'nothing');
  },
  60_000,
);

test('A bucket that is asked for is read though buckets may not be listed, and a role that may not be read is named as such', async () => {
  const asked = await importedWithout('s3:ListAllMyBuckets', '--bucket', 'vault-data');
  expect(asked).toMatchObject({ exitCode: 0, allowed: [] });
  await expect(importedWithout('s3:ListAllMyBuckets', '--bucket', 'vault-none')).rejects.toThrow(
    '--bucket vault-none is in none of the accounts',
  );
  await expect(importedWithout('iam:GetRole', '--role', 'job')).rejects.toThrow(
    '--role job could not be read: the credentials may not read it',
  );
});
