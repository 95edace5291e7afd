import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { newAlias, setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, newKey, to } from '../../testing/lab-under-test.ts';

const region = 'eu-west-1';
const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;
/** The bucket's default key, and another of the same account. */
let key: string;
let otherKey: string;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  key = await newKey(root);
  otherKey = await newKey(root);
});

async function encryptByDefault(KMSMasterKeyID: string | undefined): Promise<void> {
  const byDefault = { SSEAlgorithm: 'aws:kms', ...(KMSMasterKeyID && { KMSMasterKeyID }) } as const;
  const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] };
  await root.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
}

const put = (who: Clients, headers: Partial<PutObjectCommandInput> = {}, Key = 'k') =>
  who.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...headers }));
const get = (who: Clients, Key = 'k') => who.s3.send(new GetObjectCommand({ Bucket, Key }));
const head = (who: Clients, Key = 'k') => who.s3.send(new HeadObjectCommand({ Bucket, Key }));

describe('What s3:x-amz-server-side-encryption-aws-kms-key-id and s3:x-amz-server-side-encryption hold', () => {
  const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  const sse = 's3:x-amz-server-side-encryption';
  type Headers = () => Partial<PutObjectCommandInput>;
  const uploads: Readonly<Record<string, Headers>> = {
    'no header': () => ({}),
    AES256: () => ({ ServerSideEncryption: 'AES256' }),
    'aws:kms only': () => ({ ServerSideEncryption: 'aws:kms' }),
    'aws:kms and the key': () => underKey(key),
    'aws:kms and another key': () => underKey(otherKey),
    'aws:kms and the bare key id': () => ({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: key.split('/')[1],
    }),
  };

  async function uploadUnder(Condition: object, headers: Partial<PutObjectCommandInput>): Promise<string> {
    const statement = {
      Sid: 'Guard',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition,
    };
    await setBucketPolicy(root, Bucket, statement);
    return (await answerOf(put(root, headers))).split(':')[0] ?? '';
  }

  const denied = '403 AccessDenied';
  test.each<[string, () => object, Record<string, string>]>([
    [
      'StringNotLikeIfExists the key',
      () => ({ StringNotLikeIfExists: { [keyId]: key } }),
      { AES256: denied, 'aws:kms only': denied, 'aws:kms and another key': denied },
    ],
    [
      'StringNotEquals the key',
      () => ({ StringNotEquals: { [keyId]: key } }),
      { AES256: denied, 'aws:kms only': denied, 'aws:kms and another key': denied },
    ],
    [
      'ArnNotEqualsIfExists the key',
      () => ({ ArnNotEqualsIfExists: { [keyId]: key } }),
      { AES256: denied, 'aws:kms only': denied, 'aws:kms and another key': denied },
    ],
    ['Null the key', () => ({ Null: { [keyId]: 'true' } }), { AES256: denied }],
    [
      'StringNotEquals aws:kms',
      () => ({ StringNotEquals: { [sse]: 'aws:kms' } }),
      { 'no header': denied, AES256: denied },
    ],
    ['Null the header', () => ({ Null: { [sse]: 'true' } }), { 'no header': denied }],
    [
      'StringNotEquals aws:kms where there is a header',
      () => ({ StringNotEquals: { [sse]: 'aws:kms' }, Null: { [sse]: 'false' } }),
      { AES256: denied },
    ],
  ])('shows in a Deny on %s', async (_name, condition, refused) => {
    await encryptByDefault(key);
    for (const [name, headers] of Object.entries(uploads)) {
      expect([name, await uploadUnder(condition(), headers())]).toEqual([name, refused[name] ?? 'granted']);
    }
  });

  test.each([
    ['StringNotLikeIfExists', denied],
    ['StringNotEquals', denied],
    ['StringEquals', 'granted'],
  ])('under SSE-S3 by default the key is absent: %s', async (operator, expected) => {
    expect(await uploadUnder({ [operator]: { [keyId]: key } }, {})).toBe(expected);
  });

  test('what it holds for an alias is not known, and not decided', async () => {
    await newAlias(root, 'alias/records', key);
    const headers = underKey('alias/records');
    expect(await uploadUnder({ StringNotEquals: { [keyId]: key } }, headers)).toBe('501 NotImplemented');
    await encryptByDefault('alias/records');
    expect(await uploadUnder({ StringNotEquals: { [keyId]: key } }, {})).toBe('501 NotImplemented');
    expect(await uploadUnder({ StringNotEquals: { [keyId]: key } }, { ServerSideEncryption: 'AES256' })).toBe(
      denied,
    );
  });
});

describe("KMS's errors through S3", () => {
  const missing = '11111111-2222-3333-4444-555555555555';
  const hidden =
    'kms:GenerateDataKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

  const rows: [string, string, string][] = [
    ['no key id at all', 'fake-key-id', "400 KMS.NotFoundException: Invalid keyId 'fake-key-id'"],
    ['no alias, though it looks like one', 'aws/s3', "400 KMS.NotFoundException: Invalid keyId 'aws/s3'"],
    [
      'a bare id that is not there',
      missing,
      `400 KMS.NotFoundException: Key 'arn:aws:kms:${region}:${account}:key/${missing}' does not exist`,
    ],
    [
      'an alias that is not there',
      'alias/none',
      `400 KMS.NotFoundException: Alias arn:aws:kms:${region}:${account}:alias/none is not found.`,
    ],
    [
      'an ARN that is not there',
      `arn:aws:kms:${region}:${account}:key/${missing}`,
      `400 KMS.NotFoundException: Key 'arn:aws:kms:${region}:${account}:key/${missing}' does not exist`,
    ],
    [
      'a key of another region',
      `arn:aws:kms:us-west-2:${account}:key/${missing}`,
      '400 KMS.NotFoundException: Invalid arn us-west-2',
    ],
    [
      'a foreign key that is not there',
      `arn:aws:kms:${region}:${otherAccount}:key/${missing}`,
      `403 AccessDenied: User: arn:aws:iam::${account}:root is not authorized to perform: ${hidden}`,
    ],
  ];

  test.each(rows)('in a header: %s', async (_name, SSEKMSKeyId, expected) => {
    const headers = underKey(SSEKMSKeyId);
    expect(await answerOf(put(root, headers))).toBe(expected);
    const upload = new CreateMultipartUploadCommand({ Bucket, Key: 'k', ...headers });
    expect(await answerOf(root.s3.send(upload))).toBe(expected);
  });

  test.each(rows)('by default: %s', async (_name, reference, expected) => {
    await put(root, { ServerSideEncryption: 'AES256' }, 'source');
    await encryptByDefault(reference);
    expect(await answerOf(put(root))).toBe(expected);
    const copy = new CopyObjectCommand({ Bucket, Key: 'k', CopySource: `${Bucket}/source` });
    expect(await answerOf(root.s3.send(copy))).toBe(expected);
  });

  test('a foreign key that is there, and gives no access, looks like one that is not', async () => {
    const foreignKey = await newKey(lab.as(otherAccount));
    await encryptByDefault(foreignKey);
    expect(await answerOf(put(root))).toBe(
      `403 AccessDenied: User: arn:aws:iam::${account}:root is not authorized to perform: ${hidden}`,
    );
  });

  test.each<[string, (clients: Clients, KeyId: string) => Promise<unknown>, (arn: string) => string]>([
    [
      'disabled',
      ({ kms }, KeyId) => kms.send(new DisableKeyCommand({ KeyId })),
      (arn) => `400 KMS.DisabledException: ${arn} is disabled.`,
    ],
    [
      'pending deletion',
      ({ kms }, KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })),
      (arn) => `400 KMS.KMSInvalidStateException: ${arn} is pending deletion.`,
    ],
  ])('a key that is %s', async (_state, change, expected) => {
    await encryptByDefault(key);
    await put(root);
    await change(root, key);
    expect(await answerOf(get(root))).toBe(expected(key));
    expect(await answerOf(put(root))).toBe(expected(key));
    expect(await answerOf(head(root))).toBe('granted');
  });

  test('a key that is enabled again reads again', async () => {
    await encryptByDefault(key);
    await put(root);
    await root.kms.send(new DisableKeyCommand({ KeyId: key }));
    await root.kms.send(new EnableKeyCommand({ KeyId: key }));
    expect(await answerOf(get(root))).toBe('granted');
  });

  test('who may not use a disabled key is told that, not its state', async () => {
    await encryptByDefault(key);
    await put(root);
    await root.kms.send(new DisableKeyCommand({ KeyId: key }));
    const ana = await lab.user(account, 'ana', allow('s3:*'));
    expect(await answerOf(get(ana))).toBe(
      `403 AccessDenied: User: arn:aws:iam::${account}:user/ana is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`,
    );
  });

  test('a bare id or alias is looked up in the account of who writes', async () => {
    const ana = await lab.user(otherAccount, 'ana', allow(['s3:*', 'kms:*']));
    await setBucketPolicy(
      root,
      Bucket,
      allow('s3:*', `arn:aws:s3:::${Bucket}/*`, to(`arn:aws:iam::${otherAccount}:user/ana`)),
    );
    await newAlias(root, 'alias/my-key', key);
    await encryptByDefault('alias/my-key');
    expect(await answerOf(put(ana))).toBe(
      `400 KMS.NotFoundException: Alias arn:aws:kms:${region}:${otherAccount}:alias/my-key is not found.`,
    );
    const theirs = await newKey(lab.as(otherAccount));
    await newAlias(ana, 'alias/my-key', theirs);
    expect((await put(ana)).SSEKMSKeyId).toBe(theirs);
    expect((await put(root, {}, 'own')).SSEKMSKeyId).toBe(key);
  });
});

describe('The message of a refusal by KMS through S3', () => {
  const ana = `User: arn:aws:iam::${account}:user/ana is not authorized to perform:`;

  test.each([
    [
      'the identity policy lacks the action',
      [],
      `403 AccessDenied: ${ana} kms:GenerateDataKey on resource: <key> because no identity-based policy allows the kms:GenerateDataKey action`,
    ],
    [
      'the identity policy denies',
      [allow('kms:*'), deny('kms:*')],
      `403 AccessDenied: ${ana} kms:GenerateDataKey on this resource with an explicit deny in an identity-based policy`,
    ],
  ])('where %s', async (_name, statements, expected) => {
    const user = await lab.user(account, 'ana', allow('s3:*'), ...statements);
    await encryptByDefault(key);
    expect(await answerOf(put(user))).toBe(expected.replace('<key>', key));
  });

  test('where the key policy neither names nor delegates', async () => {
    const user = await lab.user(account, 'ana', allow(['s3:*', 'kms:*']));
    await setKeyPolicy(root, key, allow(['kms:PutKeyPolicy', 'kms:GetKeyPolicy'], '*', to(account)));
    await encryptByDefault(key);
    expect(await answerOf(put(user))).toBe(
      `403 AccessDenied: ${ana} kms:GenerateDataKey on resource: ${key} because no resource-based policy allows the kms:GenerateDataKey action`,
    );
  });

  test('S3 is judged first', async () => {
    const user = await lab.user(account, 'ana');
    await encryptByDefault(key);
    expect(await answerOf(put(user))).toContain('s3:PutObject on resource: "arn:aws:s3:::records/k"');
  });
});

describe('A request that is not signed with Signature Version 4', () => {
  const required =
    'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.';
  const open = documentOf(
    allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::${Bucket}/*`, { Principal: '*' }),
  );

  beforeEach(async () => {
    await encryptByDefault(key);
    await put(root);
    await put(root, { ServerSideEncryption: 'AES256' }, 'leaks');
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open }));
  });

  test('cannot read what is under a KMS key, though the bucket is public', async () => {
    const response = await fetch(`${lab.lab.endpoint}/${Bucket}/k`);
    const body = await response.text();
    expect(response.status).toBe(400);
    for (const element of [
      '<Code>InvalidArgument</Code>',
      `<Message>${required}</Message>`,
      '<ArgumentName>Authorization</ArgumentName>',
      '<ArgumentValue>null</ArgumentValue>',
    ]) {
      expect(body).toContain(element);
    }
  });

  test('cannot write under a KMS key', async () => {
    expect(await answerOf(put(lab.as('anonymous')))).toBe(`400 InvalidArgument: ${required}`);
  });

  test('reads what is under SSE-S3: that is what the key protects from', async () => {
    expect(await answerOf(get(lab.as('anonymous'), 'leaks'))).toBe('granted');
  });

  test('is refused on S3 first where Block Public Access is on', async () => {
    await newBucket(root, 'closed');
    const anonymous = lab.as('anonymous');
    expect(await answerOf(anonymous.s3.send(new ListObjectsV2Command({ Bucket: 'closed' })))).toBe(
      '403 AccessDenied: Access Denied',
    );
  });

  test('a signed stranger is refused on kms:Decrypt', async () => {
    const stranger = await lab.user('444444444444', 'eve', allow('s3:*'));
    expect(await answerOf(get(stranger))).toMatch(
      /^403 AccessDenied: .*kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region/,
    );
  });
});

test('aws/s3 is made when it is first needed, in the account of who writes', async () => {
  const { SSEKMSKeyId = '' } = await put(root, { ServerSideEncryption: 'aws:kms' });
  const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }));
  expect(KeyMetadata).toMatchObject({ Arn: SSEKMSKeyId, KeyManager: 'AWS', AWSAccountId: account });
});
