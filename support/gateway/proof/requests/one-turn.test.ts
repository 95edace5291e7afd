import { CreateTableCommand, GetItemCommand, TagResourceCommand } from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, TagRoleCommand, TagUserCommand } from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateGrantCommand, EncryptCommand } from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import {
  CopyObjectCommand,
  GetObjectCommand,
  PutBucketAbacCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { type Lab, startLab } from '../../serving/lab.ts';
import { newBucket, underKey } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, deny, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { type WatchedRequest, watchTurns } from '../../testing/watched-turns.ts';
import { BothStores } from '../stores-agree/ask-both.ts';
import { allSubjects } from '../stores-agree/rows/all-subjects.ts';
import { variationsOf } from '../stores-agree/variations.ts';

// In front of the embedded store, a request is decided and performed before Node.js takes up anything else. So no other request
// changes policies, tags, grants or keys in between, and the store need not compare them.

let requests: readonly WatchedRequest[];
beforeEach(() => {
  requests = watchTurns();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** The operations that generate a key pair once they are handed to the store. They read nothing of the state after that. */
const GENERATING: ReadonlySet<string> = new Set([
  'kms:CreateKey',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GetParametersForImport',
]);

function expectOneTurn(): void {
  expect(requests.filter(({ isPerformedInTurn }) => !isPerformedInTurn)).toEqual([]);
  const late = requests.filter(({ isAnsweredInTurn }) => !isAnsweredInTurn);
  expect(late.flatMap(({ performed }) => performed).filter((name) => !GENERATING.has(name))).toEqual([]);
  for (const { performed } of late) expect(performed).toHaveLength(1);
}

/** The last request that had the store perform an operation. */
function lastOf(name: string): WatchedRequest | undefined {
  return requests.findLast(({ performed }) => performed.includes(name));
}

describe('is decided and performed in one turn', () => {
  const opened = new AsyncDisposableStack();
  let stores: BothStores;
  beforeAll(async () => {
    const side = ({ endpoint }: Lab) =>
      ({ name: 'embedded', endpoint, refusedByStore: new Set<string>() }) as const;
    stores = new BothStores(side(opened.use(await startLab())), side(opened.use(await startLab())));
  });
  afterAll(async () => {
    stores.destroy();
    await opened.disposeAsync();
  });

  test.each(allSubjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
    '%s',
    async (_, subject) => {
      const [asked] = variationsOf(subject, 0);
      if (asked === undefined) throw new TypeError('a subject has a usual request');
      await stores.about(subject)(asked);
      expect(requests.length).toBeGreaterThan(0);
      expectOneTurn();
    },
  );
});

describe('in one turn are also decided and performed', () => {
  const lab = labOfEachTest();
  const RoleName = 'reader';
  const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
  const tags = { Tags: [{ Key: 'team', Value: 'red' }] };
  const TableName = 'books';
  const Bucket = 'records';
  let root: Clients;
  let ada: Clients;
  let KeyId: string;

  beforeEach(async () => {
    root = lab.as(account);
    const of = (...keys: readonly string[]) => ({
      Condition: { StringEquals: Object.fromEntries(keys.map((key) => [`${key}/team`, 'blue'])) },
    });
    ada = await lab.user(
      account,
      'ada',
      allow('*'),
      deny('*', '*', of('aws:ResourceTag')),
      deny('*', '*', of('aws:PrincipalTag', 'aws:ResourceTag')),
      deny('kms:*', '*', {
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/none' } },
      }),
      deny('s3:*', '*', of('s3:ExistingObjectTag')),
    );
    await root.iam.send(new TagUserCommand({ UserName: 'ada', ...tags }));
    KeyId = await newKey(root, { Tags: [{ TagKey: 'team', TagValue: 'red' }] });
  });

  test('requests to KMS that depend on tags, aliases and grants', async () => {
    await root.kms.send(new CreateAliasCommand({ AliasName: 'alias/one', TargetKeyId: KeyId }));
    const GranteePrincipal = `arn:aws:iam::${account}:user/ada`;
    await root.kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal, Operations: ['Encrypt'] }));
    await ada.kms.send(new EncryptCommand({ KeyId: 'alias/one', Plaintext: Buffer.from('x') }));
    const read = ['kms:ListAliases', 'kms:ListResourceTags', 'kms:ListGrants'];
    expect(lastOf('kms:Encrypt')?.lookups).toEqual(expect.arrayContaining(read));
    expectOneTurn();
  });

  test('requests to Secrets Manager that depend on tags and a KMS key', async () => {
    await root.secretsmanager.send(
      new CreateSecretCommand({ Name: 'pass', SecretString: 'x', KmsKeyId: KeyId, ...tags }),
    );
    await ada.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'pass' }));
    const read = ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy', 'kms:GetKeyPolicy'];
    expect(lastOf('secretsmanager:GetSecretValue')?.lookups).toEqual(expect.arrayContaining(read));
    expectOneTurn();
  });

  test('requests to DynamoDB that depend on tags', async () => {
    await root.dynamodb.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        ...tags,
      }),
    );
    await ada.dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: 'a' } } }));
    const ResourceArn = `arn:aws:dynamodb:eu-west-1:${account}:table/${TableName}`;
    await ada.dynamodb.send(new TagResourceCommand({ ResourceArn, ...tags }));
    const read = ['dynamodb:ListTagsOfResource', 'dynamodb:GetResourcePolicy'];
    expect(lastOf('dynamodb:GetItem')?.lookups).toEqual(expect.arrayContaining(read));
    expectOneTurn();
  });

  test('requests to IAM and STS that depend on tags and a trust policy', async () => {
    const AssumeRolePolicyDocument = documentOf({ Effect: 'Allow', Action: 'sts:*', ...to(account) });
    await root.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...tags }));
    await ada.iam.send(new TagRoleCommand({ RoleName, ...tags }));
    await ada.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'one', ...tags }));
    expect(lastOf('iam:TagRole')?.lookups).toContain('iam:GetRole');
    expect(lastOf('sts:AssumeRole')?.lookups).toContain('iam:GetRole');
    expectOneTurn();
  });

  test('requests to S3 that depend on tags of buckets and objects, and on a KMS key', async () => {
    await newBucket(root, Bucket);
    await root.s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status: 'Enabled' } }));
    const Key = 'k';
    await ada.s3.send(
      new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging: 'team=red', ...underKey(KeyId) }),
    );
    await (await ada.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
    await ada.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}` }));
    const read = ['s3:GetBucketTagging', 's3:GetObjectTagging'];
    expect(lastOf('s3:GetObject')?.lookups).toEqual(expect.arrayContaining(read));
    expectOneTurn();
  });

  test('requests that the gateway answers itself', async () => {
    await newBucket(root, Bucket);
    const mine = { AccountId: account };
    const tagged = { ...mine, ResourceArn: `arn:aws:s3:::${Bucket}` };
    await root.s3control.send(new s3control.TagResourceCommand({ ...tagged, ...tags }));
    await root.s3control.send(new s3control.CreateAccessPointCommand({ ...mine, Name: 'mine', Bucket }));
    await root.organizations.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const made = { AccountName: 'new', Email: 'new@example.com' };
    await root.organizations.send(new organizations.CreateAccountCommand(made));
    expect(lastOf('iam:AttachRolePolicy')?.performed).toContain('iam:CreateRole');
    expectOneTurn();
  });
});
