import { DecryptCommand, DescribeKeyCommand, EncryptCommand, ReEncryptCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, newKey } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
});

describe('A ciphertext under another key than the request names', () => {
  let secret: Uint8Array | undefined;
  let theirs: string;
  let own: string;
  let ana: Clients;

  beforeEach(async () => {
    theirs = await newKey(root);
    secret = (await root.kms.send(new EncryptCommand({ KeyId: theirs, Plaintext: Buffer.from('secret') })))
      .CiphertextBlob;
    own = await newKey(lab.as(otherAccount));
    ana = await lab.user(otherAccount, 'ana', allow('kms:*'));
  });

  const incorrect =
    '400 IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation.';

  test('is not decrypted', async () => {
    expect(await answerOf(ana.kms.send(new DecryptCommand({ CiphertextBlob: secret, KeyId: own })))).toBe(
      incorrect,
    );
    expect(await answerOf(ana.kms.send(new DecryptCommand({ CiphertextBlob: secret })))).toMatch(
      /^400 AccessDeniedException/,
    );
  });

  test('is not encrypted anew', async () => {
    const to = { CiphertextBlob: secret, DestinationKeyId: own };
    expect(await answerOf(ana.kms.send(new ReEncryptCommand({ ...to, SourceKeyId: own })))).toBe(incorrect);
    expect(await answerOf(ana.kms.send(new ReEncryptCommand(to)))).toMatch(
      /^400 AccessDeniedException: .*kms:ReEncryptFrom/,
    );
  });

  test('a key of another account is not described to who has no right to it', async () => {
    expect(await answerOf(ana.kms.send(new DescribeKeyCommand({ KeyId: theirs })))).toMatch(
      /^400 AccessDeniedException/,
    );
  });
});

describe('An upload in parts', () => {
  const upload = { Bucket, Key: 'under-key' };
  let UploadId: string | undefined;
  let writer: Clients;

  beforeEach(async () => {
    const SSEKMSKeyId = await newKey(root);
    const encrypted = { ...upload, ...underKey(SSEKMSKeyId) };
    ({ UploadId } = await root.s3.send(new CreateMultipartUploadCommand(encrypted)));
    await newObject(root, { ...encrypted, Key: 'source', Body: 'secret' });
    await newBucket(root, 'other');
    writer = await lab.user(account, 'writer', allow('s3:*'));
  });

  const refused = /^403 AccessDenied: .*kms:Decrypt/;

  test('takes parts only from who may decrypt', async () => {
    const part = new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' });
    expect(await answerOf(writer.s3.send(part))).toMatch(refused);
    await root.s3.send(part);
    const completing = new CompleteMultipartUploadCommand({
      ...upload,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'x' }] },
    });
    expect(await answerOf(writer.s3.send(completing))).toMatch(refused);
  });

  test.each([
    ['another key', { Bucket, Key: 'another' }],
    ['another bucket', { Bucket: 'other', Key: 'under-key' }],
  ])('is not found under %s', async (_name, elsewhere) => {
    const part = new UploadPartCommand({ ...elsewhere, UploadId, PartNumber: 1, Body: 'x' });
    expect(await answerOf(writer.s3.send(part))).toMatch(/^404 NoSuchUpload/);
  });

  test.each([
    'records/source',
    '/records/source',
    'records/%73ource',
    'records%2Fsource',
    '%72ecords/source',
  ])('and a copy read what they copy: %s', async (CopySource) => {
    const copying = new CopyObjectCommand({ Bucket: 'other', Key: 'copy', CopySource });
    expect(await answerOf(writer.s3.send(copying))).toMatch(refused);
    const { UploadId: id } = await writer.s3.send(
      new CreateMultipartUploadCommand({ Bucket: 'other', Key: 'copy' }),
    );
    const part = new UploadPartCopyCommand({
      Bucket: 'other',
      Key: 'copy',
      UploadId: id,
      PartNumber: 1,
      CopySource,
    });
    expect(await answerOf(writer.s3.send(part))).toMatch(refused);
  });
});

describe('Who is named', () => {
  test('as owner of a bucket must be the owner', async () => {
    await newObject(root, { Bucket, Key: 'k' });
    const get = (ExpectedBucketOwner: string) =>
      answerOf(root.s3.send(new GetObjectCommand({ Bucket, Key: 'k', ExpectedBucketOwner })));
    expect(await get(account)).toBe('granted');
    expect(await get(otherAccount)).toBe('403 AccessDenied: Access Denied');
  });

  test('a root user assumes no role', async () => {
    await newRole(root, 'reader', { AWS: account });
    expect(await answerOf(assume(root, `arn:aws:iam::${account}:role/reader`))).toMatch(
      /^403 AccessDenied: /,
    );
  });

  test('another account does not manage the bucket policy, even if it is allowed to', async () => {
    const open = allow('s3:*', [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`], {
      Principal: { AWS: otherAccount },
    });
    await setBucketPolicy(root, Bucket, open);
    const { s3 } = lab.as(otherAccount);
    const requests = [
      s3.send(new GetBucketPolicyCommand({ Bucket })),
      s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(open) })),
      s3.send(new DeleteBucketPolicyCommand({ Bucket })),
    ];
    for (const expected of await Promise.all(requests.map(answerOf)))
      expect(expected).toMatch(/^405 MethodNotAllowed/);
  });

  test('the root user of the owner can always remove a policy that locks every principal out', async () => {
    const locked = {
      ...allow('s3:*', [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`]),
      Effect: 'Deny',
      Principal: '*',
    };
    await setBucketPolicy(root, Bucket, locked);
    expect(await answerOf(root.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })))).toMatch(
      /^403 AccessDenied/,
    );
    const ana = await lab.user(account, 'ana', allow('s3:*'));
    expect(await answerOf(ana.s3.send(new DeleteBucketPolicyCommand({ Bucket })))).toMatch(
      /^403 AccessDenied/,
    );
    expect(await answerOf(root.s3.send(new DeleteBucketPolicyCommand({ Bucket })))).toBe('granted');
  });
});
