import {
  CreateTableCommand,
  DeleteResourcePolicyCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteAccessKeyCommand, DeleteUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  documentOf,
  newKey,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';

const arn = `arn:aws:dynamodb:eu-west-1:${account}:table/books`;
const key = { id: { S: 'a' } };

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await create(root);
});

function create({ dynamodb }: Clients, more: Partial<CreateTableCommand['input']> = {}) {
  return dynamodb.send(
    new CreateTableCommand({
      TableName: 'books',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    }),
  );
}

const open = (Action: string | readonly string[], who: string, more: StatementText = {}): StatementText => ({
  ...allow(Action, arn, more),
  Principal: { AWS: who },
});

function setPolicy(statement: StatementText, who = root) {
  return who.dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy: documentOf(statement) }));
}

const get = ({ dynamodb }: Clients, TableName: string = arn) =>
  answerOf(dynamodb.send(new GetItemCommand({ TableName, Key: key })));

describe('Within its account', () => {
  test('a table is open to whom either its policy or an identity-based policy lets in', async () => {
    const stranger = await lab.user(account, 'stranger');
    const known = await lab.user(account, 'known', allow('dynamodb:GetItem', arn));
    expect(await get(stranger)).toMatch(
      /because no identity-based policy allows the dynamodb:GetItem action$/,
    );
    expect(await get(known)).toBe('granted');
    await setPolicy(open('dynamodb:GetItem', `arn:aws:iam::${account}:user/stranger`));
    expect(await get(stranger)).toBe('granted');
    expect(await get(stranger, 'books')).toBe('granted');
    await setPolicy({ ...open('dynamodb:GetItem', `arn:aws:iam::${account}:user/known`), Effect: 'Deny' });
    expect(await get(known)).toMatch(/with an explicit deny in a resource-based policy$/);
    await root.dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn: arn }));
    expect(await get(known)).toBe('granted');
  });

  test('the policy of a table speaks of its indexes too, where it names them', async () => {
    const stranger = await lab.user(account, 'stranger');
    const scan = () =>
      answerOf(stranger.dynamodb.send(new ScanCommand({ TableName: 'books', IndexName: 'by-title' })));
    const who = to(`arn:aws:iam::${account}:user/stranger`);
    await setPolicy({ ...allow('dynamodb:Scan', arn), ...who });
    expect(await scan()).toMatch(
      /^400 AccessDeniedException: .* on resource: \S+table\/books\/index\/by-title because/,
    );
    await setPolicy({ ...allow('dynamodb:Scan', `${arn}/index/*`), ...who });
    expect(await scan()).toBe(
      '400 ValidationException: The table does not have the specified index: by-title',
    );
  });

  test('a namesake of a deleted user is not let in', async () => {
    const UserName = 'ana';
    const ana = await lab.user(account, UserName);
    await setPolicy(open('dynamodb:GetItem', `arn:aws:iam::${account}:user/ana`));
    expect(await get(ana)).toBe('granted');
    const { AccessKeyMetadata } = await root.iam.send(new ListAccessKeysCommand({ UserName }));
    const AccessKeyId = AccessKeyMetadata?.[0]?.AccessKeyId;
    await root.iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await root.iam.send(new DeleteUserCommand({ UserName }));
    expect(await get(await lab.user(account, UserName))).toMatch(/^400 AccessDeniedException/);
    const { Policy } = await root.dynamodb.send(new GetResourcePolicyCommand({ ResourceArn: arn }));
    expect(Policy).toMatch(/"AIDA[A-Z0-9]+"/);
  });

  test('only its root user can remove a policy that denies even that', async () => {
    const admin = await lab.user(account, 'admin', allow('dynamodb:*'));
    const deny = { ...open('dynamodb:*', `arn:aws:iam::${account}:root`), Effect: 'Deny' };
    const confirmed = new PutResourcePolicyCommand({
      ResourceArn: arn,
      Policy: documentOf(deny),
      ConfirmRemoveSelfResourceAccess: true,
    });
    expect(await answerOf(setPolicy(deny, admin))).toBe(
      '400 AccessDeniedException: The new resource policy will not allow you to update the resource policy in the future.',
    );
    expect(await answerOf(admin.dynamodb.send(confirmed))).toBe('granted');
    const remove = new DeleteResourcePolicyCommand({ ResourceArn: arn });
    expect(await answerOf(admin.dynamodb.send(remove))).toMatch(/explicit deny in a resource-based policy$/);
    expect(await get(root)).toMatch(/explicit deny/);
    expect(await answerOf(root.dynamodb.send(remove))).toBe('granted');
  });

  test.each([
    ['everybody', { ...open('dynamodb:GetItem', '*') }, 'grants unbounded access'],
    [
      'an unknown principal',
      open('dynamodb:GetItem', `arn:aws:iam::${account}:user/missing`),
      'Invalid principal in policy document.',
    ],
    ['missing', allow('dynamodb:GetItem', arn), 'Invalid policy document'],
  ])('no policy is taken that names %s', async (_, statement, text) => {
    expect(await answerOf(setPolicy(statement))).toMatch(new RegExp(`^400 ValidationException: .*${text}`));
  });

  test('a new table takes its tags and policy as permissions of their own', async () => {
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const ResourcePolicy = documentOf(
      allow('dynamodb:GetItem', arn.replace('books', 'films'), to(`arn:aws:iam::${otherAccount}:root`)),
    );
    const creator = await lab.user(account, 'creator', allow('dynamodb:CreateTable'));
    expect(await answerOf(create(creator, { TableName: 'films', Tags }))).toMatch(/dynamodb:TagResource/);
    expect(await answerOf(create(creator, { TableName: 'films', ResourcePolicy }))).toMatch(
      /dynamodb:PutResourcePolicy/,
    );
    const onlyBlue = { Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } } };
    const tagger = await lab.user(account, 'tagger', allow('dynamodb:*', '*', onlyBlue));
    expect(await answerOf(create(tagger, { TableName: 'films' }))).toMatch(/dynamodb:CreateTable/);
    expect(await answerOf(create(tagger, { TableName: 'films', Tags }))).toBe('granted');
  });
});

describe('From another account', () => {
  let stranger: Clients;

  beforeEach(async () => {
    stranger = await lab.user(otherAccount, 'stranger', allow('dynamodb:*'));
  });

  test('a table takes a yes from both sides, and its ARN', async () => {
    const unable = await lab.user(otherAccount, 'unable');
    expect(await get(stranger)).toMatch(
      new RegExp(`on resource: ${arn} because no resource-based policy allows the dynamodb:GetItem action$`),
    );
    await setPolicy(open('dynamodb:GetItem', `arn:aws:iam::${otherAccount}:root`));
    expect(await get(stranger)).toBe('granted');
    expect(await get(unable)).toMatch(/no identity-based policy allows/);
    expect(await get(stranger, 'books')).toMatch(/^400 ResourceNotFoundException/);
  });

  test('what a table is and is worth comes with its policy as well', async () => {
    const actions = [
      'DescribeTable',
      'UpdateTable',
      'DeleteTable',
      'PutItem',
      'Scan',
      'TagResource',
      'ListTagsOfResource',
    ];
    const requests = () => [
      stranger.dynamodb.send(new PutItemCommand({ TableName: arn, Item: key })),
      stranger.dynamodb.send(new ScanCommand({ TableName: arn })),
      stranger.dynamodb.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'a', Value: 'b' }] })),
      stranger.dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: arn })),
      stranger.dynamodb.send(new DescribeTableCommand({ TableName: arn })),
      stranger.dynamodb.send(new UpdateTableCommand({ TableName: arn, DeletionProtectionEnabled: false })),
    ];
    for (const request of requests()) expect(await answerOf(request)).toMatch(/^400 AccessDeniedException/);
    await setPolicy(
      open(
        actions.map((action) => `dynamodb:${action}`),
        `arn:aws:iam::${otherAccount}:root`,
      ),
    );
    for (const request of requests()) expect(await answerOf(request)).toBe('granted');
    expect(await answerOf(stranger.dynamodb.send(new DeleteTableCommand({ TableName: arn })))).toBe(
      'granted',
    );
    expect((await root.dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });

  test('no caller sets or sees its policy and settings, even if the policy allows it', async () => {
    await setPolicy(open('dynamodb:*', `arn:aws:iam::${otherAccount}:root`));
    const owners =
      "400 ValidationException: This action is only supported by accounts that match the resource owner's account.";
    expect(await answerOf(stranger.dynamodb.send(new GetResourcePolicyCommand({ ResourceArn: arn })))).toBe(
      owners,
    );
    expect(
      await answerOf(stranger.dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn: arn }))),
    ).toBe(owners);
    expect(await answerOf(setPolicy(open('dynamodb:*', otherAccount), stranger))).toBe(owners);
    expect(await answerOf(stranger.dynamodb.send(new DescribeTimeToLiveCommand({ TableName: arn })))).toBe(
      owners,
    );
    expect(await answerOf(create(stranger, { TableName: arn }))).toBe(owners);
  });

  test('tables in other regions are not decided, whatever store there is', async () => {
    const ReplicaUpdates = [{ Create: { RegionName: 'us-east-1', KMSMasterKeyId: 'alias/my-key' } }];
    const replicate = new UpdateTableCommand({ TableName: 'books', ReplicaUpdates });
    expect(await answerOf(root.dynamodb.send(replicate))).toBe(
      '501 NotImplemented: keyhole does not implement dynamodb:UpdateTable with ReplicaUpdates.',
    );
  });

  test("whose key a table would get by another account's choice is not decided", async () => {
    await setPolicy(open('dynamodb:*', `arn:aws:iam::${otherAccount}:root`));
    const change = new UpdateTableCommand({
      TableName: arn,
      SSESpecification: { Enabled: true, SSEType: 'KMS' },
    });
    expect(await answerOf(stranger.dynamodb.send(change))).toMatch(/^501 NotImplemented/);
  });

  test('items under a key take the key as well: one of the account, not the one that AWS manages', async () => {
    await setPolicy(open('dynamodb:GetItem', `arn:aws:iam::${otherAccount}:root`));
    const KeyId = await newKey(root);
    const encrypt = (SSESpecification: UpdateTableCommand['input']['SSESpecification']) =>
      root.dynamodb.send(new UpdateTableCommand({ TableName: 'books', SSESpecification }));
    await encrypt({ Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KeyId });
    const reader = await lab.user(otherAccount, 'reader', allow(['dynamodb:*', 'kms:*']));
    expect(await get(reader)).toMatch(
      /^400 AccessDeniedException: KMS key access denied error: .* kms:Decrypt on the resource associated with this ciphertext because the resource does not exist/,
    );
    await setKeyPolicy(
      root,
      KeyId,
      allow('kms:*', '*', to([`arn:aws:iam::${account}:root`, `arn:aws:iam::${otherAccount}:root`])),
    );
    expect(await get(reader)).toBe('granted');
    expect(await get(stranger)).toMatch(/kms:Decrypt/);
    await encrypt({ Enabled: true, SSEType: 'KMS' });
    expect(await get(reader)).toMatch(/kms:Decrypt/);
  });
});

describe('What a request is about', () => {
  test.each([
    [`arn:aws:dynamodb:us-east-1:${account}:table/books`, 'Invalid AWS region'],
    [`${arn}/index/by-title`, 'Invalid resource type'],
    ['arn:aws:s3:::books', 'Invalid resource type'],
  ])('cannot be %s', async (TableName, fault) => {
    expect(await get(root, TableName)).toBe(
      `400 ValidationException: 1 validation error detected: ${fault} in '${TableName}'`,
    );
  });

  test.each([
    ['books', "ARNs must start with 'arn:': books"],
    ['arn:aws:s3:::books', 'Provided Arn is not a DynamoDB resource arn: arn:aws:s3:::books'],
    [
      `${arn}/index/x`,
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}/index/x`,
    ],
    [arn.replace('eu-west-1', 'us-east-1'), `Invalid resource Arn: ${arn.replace('eu-west-1', 'us-east-1')}`],
  ])('cannot have the resource ARN %s', async (ResourceArn, text) => {
    expect(await answerOf(root.dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn })))).toBe(
      `400 ValidationException: One or more parameter values were invalid: ${text}`,
    );
  });

  test('is its own table, however it is named', async () => {
    expect(await answerOf(create(root, { TableName: arn.replace('books', 'films') }))).toBe('granted');
    expect((await root.dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual(['books', 'films']);
  });

  test('is known to conditions: the partition key, and nothing that AWS does not say', async () => {
    const own = (operator: string, name: string, value: string) => ({
      Condition: { [operator]: { [name]: [value] } },
    });
    const leading = await lab.user(
      account,
      'leading',
      allow('dynamodb:*', '*', own('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', 'a')),
    );
    expect(await get(leading)).toBe('granted');
    const scan = leading.dynamodb.send(new ScanCommand({ TableName: 'books' }));
    expect(await answerOf(scan)).toMatch(/^501 NotImplemented: keyhole cannot decide/);
    const query = (id: string) => {
      const condition = {
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: id } },
      };
      return answerOf(leading.dynamodb.send(new QueryCommand({ TableName: 'books', ...condition })));
    };
    expect([await query('a'), await query('b')]).toEqual([
      'granted',
      expect.stringMatching(/^400 AccessDenied/),
    ]);
    const other = new GetItemCommand({ TableName: 'books', Key: { id: { S: 'b' } } });
    expect(await answerOf(leading.dynamodb.send(other))).toMatch(/^400 AccessDenied/);
    const attributes = await lab.user(
      account,
      'attributes',
      allow('dynamodb:*', '*', own('ForAllValues:StringEquals', 'dynamodb:Attributes', 'id')),
    );
    const put = (more: object) =>
      answerOf(
        attributes.dynamodb.send(new PutItemCommand({ TableName: 'books', Item: { ...key, ...more } })),
      );
    expect(await put({})).toBe('granted');
    expect(await put({ secret: { S: 'x' } })).toMatch(/^400 AccessDenied/);
    expect(await get(attributes)).toMatch(/^501 NotImplemented/);
    const selecting = await lab.user(
      account,
      'selecting',
      allow('dynamodb:*', '*', own('StringEquals', 'dynamodb:EnclosingOperation', 'TransactGetItems')),
    );
    // This request is no part of a transaction, and the next one is.
    expect(await get(selecting)).toMatch(/^400 AccessDenied/);
    const TransactItems = [{ Get: { TableName: 'books', Key: key } }];
    const transaction = selecting.dynamodb.send(new TransactGetItemsCommand({ TransactItems }));
    expect(await answerOf(transaction)).toBe('granted');
  });
});
