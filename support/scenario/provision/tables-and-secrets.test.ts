import {
  DescribeTableCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  DescribeSecretCommand,
  GetResourcePolicyCommand as GetSecretPolicyCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { castNames } from '../cast/cast-names.ts';
import { resolveResource } from '../cast/resolve-resource.ts';
import { statementSources } from '../cast/statement-sources.ts';
import { policyOf, trustsLambda, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';
import { provision } from './provision.ts';

const written = new WrittenScenario();
let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const ON_AWS = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:api-key-AbCdEf';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/acme-orders';
const toReader = { Effect: 'Allow', Principal: { AWS: '{{roles.reader.arn}}' } };

/** A scenario whose key lets its account's root user manage it, and not use it. */
async function provisioned() {
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys:
  data: { account: data, policy: key.json }
roles:
  reader:
    account: data
    trust: trust.json
    assumedBy: { service: lambda.amazonaws.com }
    policies: [reader.json]
tables:
  orders:
    account: data
    tableName: acme-orders
    sortKey: { name: placed, type: N }
    encryption: "{{keys.data.arn}}"
    policy: table.json
    tags: { team: data }
  plain: { account: partner, tableName: plain }
secrets:
  api-key:
    account: data
    secretName: api-key
    arn: ${ON_AWS}
    value: s3cret
    encryption: "{{keys.data.arn}}"
    policy: secret.json
    tags: { team: data }
  other: { account: data, secretName: other }
  foreign: { account: partner, secretName: foreign, encryption: "{{keys.data.arn}}" }
`,
    'own/trust.json': trustsLambda,
    'own/key.json': policyOf({
      Effect: 'Allow',
      Principal: { AWS: '{{accounts.data.root}}' },
      Action: ['kms:PutKeyPolicy', 'kms:GetKeyPolicy', 'kms:DescribeKey'],
      Resource: '*',
    }),
    'own/reader.json': policyOf({
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: ON_AWS,
    }),
    'own/table.json': policyOf({
      ...toReader,
      Action: 'dynamodb:GetItem',
      Resource: '{{tables.orders.arn}}',
    }),
    'own/secret.json': policyOf({
      ...toReader,
      Action: 'secretsmanager:GetSecretValue',
      Resource: '{{secrets.api-key.arn}}',
    }),
  });
  return provision(written.load(), lab.endpoint);
}

test('a table is created with its keys, encryption, tags and resource policy', async () => {
  const scenario = await provisioned();
  const { dynamodb } = scenario.root('data');
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'acme-orders' }));
  expect(Table).toMatchObject({
    TableArn: TABLE,
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'placed', KeyType: 'RANGE' },
    ],
    SSEDescription: { KMSMasterKeyArn: scenario.value('keys.data.arn') },
  });
  const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: TABLE }));
  expect(Tags).toEqual([{ Key: 'team', Value: 'data' }]);
  const { Policy } = await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn: TABLE }));
  expect(Policy).toBe(scenario.policy('table.json'));
});

test('a secret is created with its key, tags and resource policy, and documents name it by the ARN that it has here', async () => {
  const scenario = await provisioned();
  const { secretsmanager } = scenario.root('data');
  const SecretId = scenario.value('secrets.api-key.arn');
  expect(SecretId).not.toBe(ON_AWS);
  expect(await secretsmanager.send(new DescribeSecretCommand({ SecretId }))).toMatchObject({
    ARN: SecretId,
    KmsKeyId: scenario.value('keys.data.arn'),
    Tags: [{ Key: 'team', Value: 'data' }],
  });
  const { ResourcePolicy } = await secretsmanager.send(new GetSecretPolicyCommand({ SecretId }));
  expect(JSON.parse(ResourcePolicy ?? '')).toEqual(JSON.parse(scenario.policy('secret.json')));
  expect(scenario.policy('reader.json')).toContain(SecretId);
  expect(scenario.policy('reader.json')).not.toContain(ON_AWS);
});

test('a secret is created under a key of another account, whose final policy may not let it', async () => {
  const scenario = await provisioned();
  const { secretsmanager } = scenario.root('partner');
  expect(await secretsmanager.send(new DescribeSecretCommand({ SecretId: 'foreign' }))).toMatchObject({
    KmsKeyId: scenario.value('keys.data.arn'),
  });
});

test('the key policy in force is the scenario’s, which may forbid the root user to use the key', async () => {
  const scenario = await provisioned();
  const { kms, secretsmanager } = scenario.root('data');
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: scenario.value('keys.data.id') }));
  expect(Policy).toBe(scenario.policy('key.json'));
  const read = new GetSecretValueCommand({ SecretId: scenario.value('secrets.api-key.arn') });
  await expect(secretsmanager.send(read)).rejects.toThrow('Access to KMS is not allowed');
});

test('tables and secrets are named as in features, and found by name, by ARN and by the ARN on AWS', async () => {
  const scenario = await provisioned();
  const secret = scenario.value('secrets.api-key.arn');
  const names = castNames(scenario);
  expect([names(TABLE), names(secret)]).toEqual(['the orders table', 'the api-key secret']);
  for (const words of ['the api-key secret', 'api-key', ON_AWS, secret])
    expect(resolveResource(words, 'secret', scenario)).toEqual({ arn: secret, account: '111111111111' });
  for (const words of ['the orders table', 'orders', TABLE])
    expect(resolveResource(words, 'table', scenario)).toEqual({ arn: TABLE, account: '111111111111' });
  expect(() => resolveResource('the order table', 'table', scenario)).toThrow(
    'did you mean "the orders table"? Known: the orders table, the plain table',
  );
});

test('the statements of their resource policies are found in the files', async () => {
  const scenario = await provisioned();
  const sources = statementSources(scenario);
  for (const file of ['table.json', 'secret.json']) {
    const document = scenario.policy(file);
    const source = sources({ policy: 'the policy', layer: 'resource', effect: 'Allow', index: 0, document });
    expect(source).toMatchObject({ file: expect.stringMatching(new RegExp(`own/${file}$`)), line: 4 });
  }
});

test('a key policy that shuts the root user out is refused with file and remedy', async () => {
  const locking = {
    Effect: 'Allow',
    Principal: { AWS: '{{roles.reader.arn}}' },
    Action: 'kms:*',
    Resource: '*',
  };
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys:
  data: { account: data, policy: key.json }
roles:
  reader: { account: data, trust: trust.json, assumedBy: { service: lambda.amazonaws.com } }
`,
    'own/trust.json': trustsLambda,
    'own/key.json': policyOf(locking),
  });
  await expect(provision(written.load(), lab.endpoint)).rejects.toThrow(
    /own\/scenario\.yaml: could not create the key data: MalformedPolicyDocumentException: .* in the future; the root user .* or add bypassLockoutCheck: true to the key$/,
  );
});

test('an access point policy that S3 refuses is told with its file, and what is public with the setting', async () => {
  written.write({
    'own/scenario.yaml': `${twoAccounts}buckets: { records: { account: data, bucketName: all-records } }
accessPoints: { open: { account: data, bucket: records, blockPublicAccess: false, policy: open.json } }
`,
    'own/open.json': policyOf({
      ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' },
      Resource: '{{accessPoints.open.arn}}/object/*',
    }),
  });
  await expect(provision(written.load(), lab.endpoint)).rejects.toThrow(
    /could not create the policy of the access point open, \S*own\/open\.json: AccessDenied: .*BlockPublicPolicy.*; the policy is public: .* for the access point, its bucket and their account \(blockPublicAccess\)$/,
  );
});
