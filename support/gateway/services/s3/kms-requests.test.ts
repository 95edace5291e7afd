import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';

const Bucket = 'reports';

const lab = labOfEachTest();
let root: Clients;
let keyArn: string;

beforeEach(async () => {
  root = lab.as(account);
  keyArn = await newKey(root);
  const everybody = allow('kms:*', '*', to('*'));
  await setKeyPolicy(root, keyArn, everybody);
  await newBucket(root, Bucket);
  const open = allow('s3:*', [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`], to(otherAccount));
  await setBucketPolicy(root, Bucket, open);
  await encryptByDefault(false);
});

async function encryptByDefault(BucketKeyEnabled: boolean): Promise<void> {
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } as const;
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }];
  await root.s3.send(
    new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
  );
}
const write = (who: Clients, Key = 'q1.csv', more: object = {}) =>
  answerOf(who.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more })));
const read = (who: Clients, Key = 'q1.csv') => answerOf(who.s3.send(new GetObjectCommand({ Bucket, Key })));

/** The calls to KMS that S3 made for the requests so far, oldest first. */
const asked = () =>
  lab.lab.decisionLog
    .records()
    .filter(({ service }) => service === 's3')
    .flatMap(({ kmsCalls = [] }) =>
      kmsCalls.map(({ operation, error }) => (error ? `${operation}: ${error.code}` : operation)),
    );

describe('S3 asks KMS', () => {
  test('once for each upload and each read', async () => {
    for (const _ of [1, 2]) expect([await write(root), await read(root)]).toEqual(['granted', 'granted']);
    expect(asked()).toEqual(['GenerateDataKey', 'Decrypt', 'GenerateDataKey', 'Decrypt']);
  });

  test('nothing for metadata, and again for the parts of an upload', async () => {
    await write(root);
    await root.s3.send(new HeadObjectCommand({ Bucket, Key: 'q1.csv' }));
    const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' }));
    const part = { Bucket, Key: 'big', UploadId, PartNumber: 1 };
    const { ETag } = await root.s3.send(new UploadPartCommand({ ...part, Body: 'x' }));
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await root.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload }));
    expect(asked()).toEqual(['GenerateDataKey', 'GenerateDataKey', 'Decrypt', 'Decrypt']);
  });
});

test('A copy asks for nothing more once the key of its source has failed', async () => {
  await write(root);
  const target = await newKey(root);
  await root.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
  const encryption = underKey(target);
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/q1.csv`, ...encryption });
  expect(await answerOf(root.s3.send(copy))).toMatch(/^400 KMS.DisabledException/);
  expect(asked()).toEqual(['GenerateDataKey', 'Decrypt: DisabledException']);
});

describe('With a Bucket Key S3 asks KMS', () => {
  beforeEach(() => encryptByDefault(true));

  test('once for writing and once for reading, however many objects there are', async () => {
    for (const key of ['a', 'b', 'c']) {
      await write(root, key);
      for (const _ of [1, 2]) expect(await read(root, key)).toBe('granted');
    }
    expect(asked()).toEqual(['GenerateDataKey', 'Decrypt']);
  });

  test('once for each object that asks for none', async () => {
    for (const key of ['a', 'b']) await write(root, key, { BucketKeyEnabled: false });
    for (const key of ['a', 'b']) await read(root, key);
    expect(asked()).toEqual(['GenerateDataKey', 'GenerateDataKey', 'Decrypt', 'Decrypt']);
  });

  test('again for another user, and for another session of a role', async () => {
    await write(root);
    await read(root);
    const user = await lab.user(account, 'kim', allow(['s3:*', 'kms:*']));
    for (const _ of [1, 2]) expect(await read(user)).toBe('granted');
    await newRole(root, 'reader', { AWS: account }, allow(['s3:*', 'kms:*']));
    const assumer = await lab.user(account, 'lee', allow('sts:*'));
    for (const _ of [1, 2]) {
      const session = lab.as(await assume(assumer, `arn:aws:iam::${account}:role/reader`));
      for (const _again of [1, 2]) expect(await read(session)).toBe('granted');
    }
    expect(asked()).toEqual(['GenerateDataKey', 'Decrypt', 'Decrypt', 'Decrypt', 'Decrypt']);
  });

  test('and decides each request all the same: a permission that is taken away is gone at once', async () => {
    await write(root);
    const user = await lab.user(account, 'kim', allow(['s3:*', 'kms:*']));
    // The key policy allows every principal, so a Deny takes the permission away.
    expect(await read(user)).toBe('granted');
    const deny = {
      Effect: 'Deny',
      Principal: { AWS: `arn:aws:iam::${account}:user/kim` },
      Action: 'kms:Decrypt',
      Resource: '*',
    };
    await setKeyPolicy(root, keyArn, allow('kms:*', '*', to('*')), deny);
    expect(await read(user)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
    expect(asked()).toEqual(['GenerateDataKey', 'Decrypt', 'Decrypt: AccessDenied']);
    const open = documentOf(allow('kms:*', '*', to('*')));
    await root.kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, Policy: open }));
    for (const _ of [1, 2]) expect(await read(user)).toBe('granted');
    expect(asked().slice(3)).toEqual(['Decrypt']);
  });

  test('anew once what stands around the accounts is another', async () => {
    await write(root);
    lab.lab.surround({});
    await write(root);
    expect(asked()).toEqual(['GenerateDataKey', 'GenerateDataKey']);
  });

  test('anew once the key has failed', async () => {
    await write(root);
    await read(root);
    await root.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
    expect(await read(root)).toMatch(/^400 KMS.DisabledException/);
    await root.kms.send(new EnableKeyCommand({ KeyId: keyArn }));
    for (const _ of [1, 2]) expect(await read(root)).toBe('granted');
    expect(asked()).toEqual(['GenerateDataKey', 'Decrypt', 'Decrypt: DisabledException', 'Decrypt']);
  });
});

describe('Above the request quota of an account', () => {
  const limit = (perSecond: Readonly<Record<string, number>>) =>
    lab.lab.surround({ ...lab.lab.surroundings, kmsRequestQuotas: { perSecond, now: () => 0 } });
  const slowDown = '503 SlowDown: Please reduce your request rate for operations involving AWS KMS.';
  const throttled =
    '400 ThrottlingException: You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.';

  test('S3 and KMS throttle it, and KMS records so', async () => {
    limit({ [account]: 2 });
    expect([await write(root), await read(root), await read(root), await write(root)]).toEqual([
      'granted',
      'granted',
      slowDown,
      slowDown,
    ]);
    const key = new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' });
    expect(await answerOf(root.kms.send(key))).toBe(throttled);
    expect(await answerOf(root.kms.send(new DescribeKeyCommand({ KeyId: keyArn })))).toBe('granted');
    expect(asked()).toEqual([
      'GenerateDataKey',
      'Decrypt',
      'Decrypt: ThrottlingException',
      'GenerateDataKey: ThrottlingException',
    ]);
  });

  test('no object comes of an upload', async () => {
    limit({ [account]: 0 });
    expect(await write(root)).toBe(slowDown);
    limit({});
    expect(await read(root)).toMatch(/^404 NoSuchKey/);
  });

  test('it is the caller who is throttled, not the owner of the key or of the bucket', async () => {
    await write(root);
    const foreigner = await lab.user(otherAccount, 'kim', allow(['s3:*', 'kms:*']));
    limit({ [otherAccount]: 1 });
    expect([await read(foreigner), await read(foreigner), await read(root)]).toEqual([
      'granted',
      slowDown,
      'granted',
    ]);
    limit({ [account]: 0 });
    expect([await read(foreigner), await read(root)]).toEqual(['granted', slowDown]);
  });

  test('what S3 refuses by itself does not count, what KMS refuses does', async () => {
    await write(root);
    const stranger = await lab.user(account, 'kim', allow('kms:*'));
    limit({ [account]: 1 });
    expect(await read(stranger)).toMatch(/^403 AccessDenied: .*s3:GetObject/);
    expect(await read(root)).toBe('granted');
    await setKeyPolicy(root, keyArn, allow('kms:*', '*', to(account)));
    const reader = await lab.user(account, 'lee', allow('s3:*'));
    limit({ [account]: 1 });
    expect(await read(reader)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
    expect(await read(root)).toBe(slowDown);
  });

  test('a Bucket Key that S3 has serves on', async () => {
    await encryptByDefault(true);
    limit({ [account]: 2 });
    expect([
      await write(root),
      await read(root),
      await write(root, 'more'),
      await read(root, 'more'),
    ]).toEqual(Array(4).fill('granted'));
  });
});
