import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { DeleteAliasCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { account } from '../../aws/testing/accounts.ts';
import type { GatewayServer } from '../serving/gateway-server.ts';
import { emptyStore } from '../serving/lab.ts';
import { startGatewayServer } from '../serving/start-gateway-server.ts';
import { type Disturbance, disturbedStore } from '../testing/disturbed-store.ts';
import { newAlias, setKeyPolicy } from '../testing/keys.ts';
import { allow, answerOf, documentOf, newKey, type StatementText, to } from '../testing/lab-under-test.ts';

const UserName = 'ann';

let disturb: Disturbance;
let gateway: GatewayServer;
let root: ReturnType<typeof clientsOf>;
let ann: ReturnType<typeof clientsOf>;
let key: string;

function clientsOf(accessKeyId: string, secretAccessKey: string) {
  const credentials = { accessKeyId, secretAccessKey };
  const options = { endpoint: gateway.endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  return {
    dynamodb: new DynamoDBClient(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    secretsmanager: new SecretsManagerClient(options),
  };
}

beforeEach(async () => {
  disturb = () => {};
  gateway = await startGatewayServer(disturbedStore(emptyStore(), (lookup) => disturb(lookup)));
  root = clientsOf(account, 'test');
  key = await newKey(root);
  await newAlias(root, 'alias/key', key);
  const secret = { Name: 'secret', SecretString: 'x', KmsKeyId: key };
  await root.secretsmanager.send(new CreateSecretCommand(secret));
  await root.dynamodb.send(
    new CreateTableCommand({
      TableName: 'books',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
    }),
  );
  await root.iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName }));
  ann = clientsOf(AccessKey?.AccessKeyId ?? '', AccessKey?.SecretAccessKey ?? '');
});

afterEach(async () => {
  for (const client of [...Object.values(root), ...Object.values(ann)]) client.destroy();
  await gateway[Symbol.asyncDispose]();
});

const may = (...statements: readonly StatementText[]) =>
  root.iam.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: documentOf(...statements) }),
  );
const denied = (action: string, Condition?: object) => ({
  ...allow(action, '*', Condition && { Condition }),
  Effect: 'Deny',
});

/** Each lookup of an operation fails as a store may fail, and never as AWS says that something does not exist. */
const failures = [
  new AwsError('ThrottlingException', 400, 'Rate exceeded'),
  new AwsError('AccessDeniedException', 400, 'not for you'),
  new AwsError('InternalFailure', 500, 'broken'),
  new AwsError('ServiceUnavailable', 503, 'keyhole: the store cannot be reached'),
];
const failing = (failed: string, error: AwsError) => {
  disturb = ({ operation }) => {
    if (operation === failed) throw error;
  };
};

describe.each(failures)('where a lookup is answered with $code, $status', (error) => {
  test.each([
    [
      'the key that an alias points at is not forgotten',
      'DescribeKey',
      () => ann.kms.send(new DeleteAliasCommand({ AliasName: 'alias/key' })),
    ],
    [
      'a key reference does not name nothing',
      'DescribeKey',
      () => ann.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') })),
    ],
    [
      'a key does not lose its tags',
      'ListResourceTags',
      () => ann.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') })),
    ],
    [
      'a secret does not vanish',
      'DescribeSecret',
      () => ann.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'secret' })),
    ],
    [
      'a version does not vanish',
      'ListSecretVersionIds',
      () => ann.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'secret' })),
    ],
    [
      'the key of a secret is not forgotten',
      'DescribeKey',
      () => ann.secretsmanager.send(new UpdateSecretCommand({ SecretId: 'secret', KmsKeyId: key })),
    ],
    [
      'a table does not vanish',
      'DescribeTable',
      () => ann.dynamodb.send(new GetItemCommand({ TableName: 'books', Key: { id: { S: 'a' } } })),
    ],
  ])('%s', async (_, operation, request) => {
    await may(allow('*'), denied('kms:Encrypt', { StringEquals: { 'aws:ResourceTag/secret': 'yes' } }));
    failing(operation, error);
    expect(await answerOf(request())).toMatch(/^503 ServiceUnavailable: keyhole: /);
    disturb = () => {};
    expect(await answerOf(request())).toBe('granted');
  });

  test('grants are not forgotten', async () => {
    await setKeyPolicy(root, key, allow('kms:*', '*', to(`arn:aws:iam::${account}:root`)));
    failing('ListGrants', error);
    const encrypted = ann.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') }));
    expect(await answerOf(encrypted)).toMatch(/^503 ServiceUnavailable: keyhole: /);
  });
});
