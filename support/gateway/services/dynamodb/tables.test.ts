import {
  DeleteTableCommand,
  DescribeTableCommand,
  ScanCommand,
  type SSESpecification,
} from '@aws-sdk/client-dynamodb';
import {
  DisableKeyCommand,
  ListGrantsCommand,
  PutKeyPolicyCommand,
  RevokeGrantCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAlias } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { create, encrypt, get, key, put, under } from './testing/tables-under-test.ts';

const lab = labOfEachTest();
let root: Clients;
let keyArn: string;

beforeEach(async () => {
  root = lab.as(account);
  keyArn = await newKey(root);
  await newAlias(root, 'alias/my-key', keyArn);
});

async function encryptionOf(TableName = 'books') {
  return (await root.dynamodb.send(new DescribeTableCommand({ TableName }))).Table?.SSEDescription;
}

async function grantsOn(KeyId: string) {
  return (await root.kms.send(new ListGrantsCommand({ KeyId }))).Grants ?? [];
}

describe('The key of a table', () => {
  test.each([
    ['its ARN', () => keyArn],
    ['its id', () => keyArn.split('/')[1] ?? ''],
    ['an alias', () => 'alias/my-key'],
    ["an alias' ARN", () => `arn:aws:kms:eu-west-1:${account}:alias/my-key`],
  ])('may be chosen by %s, and is shown by its ARN', async (_, reference) => {
    await create(root, under(reference()));
    expect(await encryptionOf()).toEqual({ Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyArn });
  });

  test('is the one that an alias stood for when it was chosen', async () => {
    await create(root);
    await encrypt(root, under('alias/my-key'));
    await put(root);
    const TargetKeyId = await newKey(root);
    await root.kms.send(new UpdateAliasCommand({ AliasName: 'alias/my-key', TargetKeyId }));
    expect(await encryptionOf()).toMatchObject({ KMSMasterKeyArn: keyArn });
    expect((await get(root)).Item).toEqual(key);
    await encrypt(root, under('alias/my-key'));
    expect(await encryptionOf()).toMatchObject({ KMSMasterKeyArn: TargetKeyId });
    expect((await get(root)).Item).toEqual(key);
  });

  test("is looked for in the caller's account", async () => {
    const stranger = lab.as(otherAccount);
    expect(await answerOf(create(stranger, under('alias/my-key')))).toMatch(
      `400 ValidationException: KMS validation error: com.amazonaws.services.kms.model.NotFoundException: Alias arn:aws:kms:eu-west-1:${otherAccount}:alias/my-key is not found. (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: `,
    );
    expect(await answerOf(stranger.dynamodb.send(new DescribeTableCommand({ TableName: 'books' })))).toBe(
      '400 ResourceNotFoundException: Requested resource not found: Table: books not found',
    );
  });

  test("is AWS's own if none is asked for", async () => {
    await create(root);
    expect(await encryptionOf()).toBeUndefined();
    expect(await answerOf(encrypt(root, { Enabled: false }))).toBe(
      '400 ValidationException: One or more parameter values were invalid: Table is already encrypted by default',
    );
  });

  test('is aws/dynamodb where KMS is asked for and no key', async () => {
    await create(root, under());
    await put(root);
    const [grant] = await grantsOn('alias/aws/dynamodb').catch(async () =>
      grantsOn((await encryptionOf())?.KMSMasterKeyArn ?? ''),
    );
    expect(grant?.GranteePrincipal).toBe('dynamodb.eu-west-1.amazonaws.com');
    expect((await get(root)).Item).toEqual(key);
  });

  test.each<[string, SSESpecification, string]>([
    [
      'a key without a type',
      { Enabled: true, KMSMasterKeyId: 'alias/my-key' },
      'SSEType KMS is required if KMSMasterKeyId is specified',
    ],
    [
      'a type, disabled',
      { Enabled: false, SSEType: 'KMS' },
      'SSEType can not be specified if Enabled is false',
    ],
    [
      'a key, disabled',
      { Enabled: false, KMSMasterKeyId: 'alias/my-key' },
      'KMSMasterKeyId can not be specified if Enabled is false',
    ],
    ['another type', { Enabled: true, SSEType: 'AES256' }, 'SSEType AES256 is not supported'],
  ])('cannot be %s', async (_, specification, text) => {
    const refused = `400 ValidationException: One or more parameter values were invalid: ${text}`;
    expect(await answerOf(create(root, specification))).toBe(refused);
    await create(root);
    expect(await answerOf(encrypt(root, specification))).toBe(refused);
  });

  test('cannot be named by its ARN again, but by its alias', async () => {
    await create(root, under(keyArn));
    expect(await answerOf(encrypt(root, under(keyArn)))).toBe(
      '400 ValidationException: One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    );
    expect(await answerOf(encrypt(root, under('alias/my-key')))).toBe('granted');
    expect(await grantsOn(keyArn)).toHaveLength(1);
  });

  test('must be one that can be used by UpdateTable too', async () => {
    const hmac = await newKey(root, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    await create(root, under(keyArn));
    expect(await answerOf(encrypt(root, under(hmac)))).toMatch(
      /^500 InternalServerError: KMS internal error/,
    );
  });

  test('must be one that can be used', async () => {
    const hmac = await newKey(root, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    expect(await answerOf(create(root, under(hmac)))).toMatch(
      /^500 InternalServerError: KMS internal error: com\.amazonaws\.services\.kms\.model\.AWSKMSException: EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key\. \(Service: AWSKMS; Status Code: 400; Error Code: ValidationException;/,
    );
    await root.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
    expect(await answerOf(create(root, under('alias/my-key')))).toMatch(
      `400 ValidationException: KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: ${keyArn} is disabled. (`,
    );
    await root.kms.send(new ScheduleKeyDeletionCommand({ KeyId: keyArn }));
    expect(await answerOf(create(root, under(keyArn)))).toMatch(
      `400 ValidationException: KMS validation error: com.amazonaws.services.kms.model.KMSInvalidStateException: ${keyArn} is pending deletion. (`,
    );
    expect(await answerOf(root.dynamodb.send(new DescribeTableCommand({ TableName: 'books' })))).toMatch(
      /^400 ResourceNotFound/,
    );
  });
});

describe('A table under a key', () => {
  beforeEach(async () => {
    await create(root, under(keyArn));
    await put(root);
  });

  test("has DynamoDB's grant, bound to it, until it is under another key or gone", async () => {
    expect(await grantsOn(keyArn)).toMatchObject([
      {
        GranteePrincipal: 'dynamodb.eu-west-1.amazonaws.com',
        RetiringPrincipal: 'dynamodb.eu-west-1.amazonaws.com',
        IssuingAccount: `arn:aws:iam::${account}:root`,
        Constraints: {
          EncryptionContextSubset: {
            'aws:dynamodb:tableName': 'books',
            'aws:dynamodb:subscriberId': account,
          },
        },
      },
    ]);
    const other = await newKey(root);
    await encrypt(root, under(other));
    expect(await grantsOn(keyArn)).toEqual([]);
    expect(await grantsOn(other)).toHaveLength(1);
    await root.dynamodb.send(new DeleteTableCommand({ TableName: 'books' }));
    expect(await grantsOn(other)).toEqual([]);
  });

  test('goes even after its grant was revoked', async () => {
    const [grant] = await grantsOn(keyArn);
    await root.kms.send(new RevokeGrantCommand({ KeyId: keyArn, GrantId: grant?.GrantId }));
    expect(await answerOf(root.dynamodb.send(new DeleteTableCommand({ TableName: 'books' })))).toBe(
      'granted',
    );
  });

  test('gives and takes nothing while the key is disabled, and cannot leave it', async () => {
    await root.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
    const disabled = `400 ValidationException: KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: ${keyArn} is disabled. (Service: AWSKMS; Status Code: 400; Error Code: DisabledException; Request ID: `;
    const scan = () => root.dynamodb.send(new ScanCommand({ TableName: 'books' }));
    for (const request of [() => get(root), () => put(root), scan, () => encrypt(root, { Enabled: false })]) {
      expect(await answerOf(request())).toMatch(disabled);
    }
    expect(await encryptionOf()).toMatchObject({ KMSMasterKeyArn: keyArn });
  });

  test('keeps its items when it leaves the key, which may then go', async () => {
    await encrypt(root, { Enabled: false });
    expect(await encryptionOf()).toBeUndefined();
    await root.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
    expect((await get(root)).Item).toEqual(key);
  });
});

describe('Choosing a key takes', () => {
  const everything = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
    'kms:DescribeKey',
    'kms:CreateGrant',
  ];
  const without = (action: string) => everything.filter((each) => each !== action);
  const denied = (user: string, action: string, why: string) =>
    `400 AccessDeniedException: KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: User: arn:aws:iam::${account}:user/${user} is not authorized to perform: ${action} ${why} (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: `;

  const chooser = (actions: readonly string[], more = {}) =>
    lab.user(account, 'chooser', allow('dynamodb:*'), allow(actions, '*', more));

  test('all that DynamoDB documents', async () => {
    const user = await chooser(everything);
    expect(await answerOf(create(user, under('alias/my-key')))).toBe('granted');
  });

  test.each(['kms:DescribeKey', 'kms:CreateGrant'])('%s', async (action) => {
    const user = await chooser(without(action));
    expect(await answerOf(create(user, under(keyArn)))).toMatch(
      denied(
        'chooser',
        action,
        `on resource: ${keyArn} because no identity-based policy allows the ${action} action`,
      ),
    );
    expect(await answerOf(root.dynamodb.send(new DescribeTableCommand({ TableName: 'books' })))).toMatch(
      /^400 ResourceNotFound/,
    );
  });

  test.each(without('kms:DescribeKey').slice(0, 4))('%s perhaps: that is not decided', async (action) => {
    const user = await chooser(without(action));
    expect(await answerOf(create(user, under(keyArn)))).toMatch(/^501 NotImplemented: keyhole cannot decide/);
  });

  test('nothing of KMS where AWS owns the key', async () => {
    const user = await lab.user(account, 'chooser', allow('dynamodb:*'));
    expect(await answerOf(create(user))).toBe('granted');
    expect(await answerOf(put(user))).toBe('granted');
  });

  test('nothing of identity-based policies for aws/dynamodb, whose policy serves the account through DynamoDB', async () => {
    const user = await lab.user(account, 'chooser', allow('dynamodb:*'));
    expect(await answerOf(create(user, under()))).toBe('granted');
    expect(await answerOf(put(user))).toBe('granted');
  });

  test.each([
    ['kms:ViaService', 'StringEquals', 'dynamodb.eu-west-1.amazonaws.com', 's3.eu-west-1.amazonaws.com'],
    ['kms:CallerAccount', 'StringEquals', account, otherAccount],
    ['aws:ViaAWSService', 'Bool', 'true', 'false'],
  ])('it with %s', async (name, operator, right, wrong) => {
    const user = await chooser(everything, { Condition: { [operator]: { [name]: right } } });
    expect(await answerOf(create(user, under(keyArn)))).toBe('granted');
    const other = await lab.user(
      account,
      'other',
      allow('dynamodb:*'),
      allow(everything, '*', { Condition: { [operator]: { [name]: wrong } } }),
    );
    expect(await answerOf(create(other, under(keyArn), 'more-books'))).toMatch(/kms:DescribeKey/);
  });

  test.each([
    ['kms:GrantIsForAWSResource', 'Bool', 'true', 'false'],
    ['kms:GranteePrincipal', 'StringEquals', 'dynamodb.eu-west-1.amazonaws.com', 'ec2.amazonaws.com'],
    ['kms:GrantConstraintType', 'StringEquals', 'EncryptionContextSubset', 'EncryptionContextEquals'],
    ['kms:EncryptionContext:aws:dynamodb:tableName', 'StringEquals', 'books', 'films'],
  ])('a grant with %s', async (name, operator, right, wrong) => {
    const condition = (value: string) => ({ Condition: { [operator]: { [name]: value } } });
    const others = allow(without('kms:CreateGrant'));
    const user = await lab.user(
      account,
      'chooser',
      allow('dynamodb:*'),
      others,
      allow('kms:CreateGrant', '*', condition(right)),
    );
    expect(await answerOf(create(user, under(keyArn)))).toBe('granted');
    const other = await lab.user(
      account,
      'other',
      allow('dynamodb:*'),
      others,
      allow('kms:CreateGrant', '*', condition(wrong)),
    );
    expect(await answerOf(create(other, under(keyArn)))).toMatch(/kms:CreateGrant/);
  });

  test.each(['kms:DescribeKey', 'kms:CreateGrant'])('%s, which knows no algorithm', async (action) => {
    const Condition = { StringEquals: { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' } };
    const user = await lab.user(
      account,
      'chooser',
      allow('dynamodb:*'),
      allow(without(action)),
      allow(action, '*', { Condition }),
    );
    expect(await answerOf(create(user, under(keyArn)))).toMatch(`not authorized to perform: ${action}`);
  });

  test('a key of the own account: others hide whether they are there', async () => {
    const theirs = await newKey(lab.as(otherAccount));
    const missing = theirs.replace(/[0-9a-f]{12}$/, '000000000000');
    for (const key of [theirs, missing]) {
      expect(await answerOf(create(root, under(key)))).toMatch(
        `400 AccessDeniedException: KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: User: arn:aws:iam::${account}:root is not authorized to perform: kms:DescribeKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access (`,
      );
    }
  });

  test('a key of the own account: whether an open one of another would do is not decided', async () => {
    const theirs = await newKey(lab.as(otherAccount));
    const open = documentOf(
      allow('kms:*', '*', to([`arn:aws:iam::${account}:root`, `arn:aws:iam::${otherAccount}:root`])),
    );
    await lab.as(otherAccount).kms.send(new PutKeyPolicyCommand({ KeyId: theirs, Policy: open }));
    expect(await answerOf(create(root, under(theirs)))).toMatch(/^501 NotImplemented/);
  });

  test('a key of the own account, and no key of another service', async () => {
    await root.kms.send(new ListGrantsCommand({ KeyId: keyArn }));
    expect(await answerOf(create(root, under('alias/aws/s3')))).toMatch(
      /^400 AccessDeniedException: KMS key access denied error: .* is not authorized to perform: kms:CreateGrant on resource: \S+ because no resource-based policy allows the kms:CreateGrant action \(/,
    );
  });
});
