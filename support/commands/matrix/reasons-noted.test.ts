import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  allowing,
  keyPolicy,
  policyOf,
  twoAccounts,
  WrittenScenario,
} from '../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();

/** An encrypted bucket with a public policy, an access point of a VPC, and a secret for another account. */
beforeEach(() => {
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys: { own: { account: data, policy: key.json } }
buckets:
  public: { account: data, bucketName: acme-public, policy: bucket.json, blockPublicAccess: false, encryption: "{{keys.own.arn}}" }
accessPoints: { vault: { account: data, bucket: public, vpc: vpc-1a2b3c4d } }
secrets: { token: { account: data, secretName: token, policy: secret.json } }
users: { reader: { account: partner, policies: { All: all.json } } }
`,
    'own/key.json': keyPolicy,
    'own/bucket.json': policyOf({
      ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
      Resource: 'arn:aws:s3:::acme-public/*',
    }),
    'own/secret.json': policyOf({
      ...{ Effect: 'Allow', Principal: { AWS: '{{accounts.partner.root}}' } },
      ...{ Action: 'secretsmanager:GetSecretValue', Resource: '*' },
    }),
    'own/all.json': allowing('*'),
  });
  process.chdir(written.root);
});
afterEach(() => process.chdir(here));

const matrix = async (...args: readonly string[]) => (await keyholeHere('matrix', './own', ...args)).stdout;

test.each([
  [
    'the public bucket',
    '· anonymous: read: denied, since KMS takes only signed requests, and the object is under a KMS key',
  ],
  [
    'the vault access point',
    '· all principals: list, read, write, delete: denied, since the vault access point takes only requests from the VPC vpc-1a2b3c4d',
  ],
  [
    'the token secret',
    '· the root user of the partner account, the reader user: read: denied, since the secret is under alias/aws/secretsmanager, which other accounts cannot use',
  ],
])('a denial by no policy is told in one note for all cells with its reason: %s', async (resource, note) => {
  const text = await matrix('--resource', resource);
  expect(text.split('\n').filter((line) => line.startsWith('  ·'))).toHaveLength(1);
  expect(text.replace(/\s+/g, ' ')).toContain(` ${note} `);
  expect(text).toMatch(/✗ denied by the layer named or for the reason noted/);
});

test('every denied cell of a table has the layer or a note', async () => {
  const text = await matrix();
  expect(text).toMatch(/anonymous +✗ resource ✗ see note ✗ resource/);
  expect(text.match(/✗(?! (?:[a-z]|ACL))/g)).toBeNull();
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('Markdown has the notes too', async () => {
  const text = await matrix('--markdown');
  expect(text).toContain('| anonymous | ✗ resource | ✗ see note | ✗ resource | ✗ resource | ✗ resource |');
  expect(text).toContain(
    '\n- all principals, list, read, write, delete: denied, since the vault access point takes only requests from the VPC vpc-1a2b3c4d\n',
  );
});

test('the legend does not name notes if there is none', async () => {
  expect(await matrix('--resource', 'the own key')).toMatch(/✗ denied by the layer named, 0 ◐/);
});
