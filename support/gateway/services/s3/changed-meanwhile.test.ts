import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectTaggingCommand,
  UpdateObjectEncryptionCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { changedAfter } from '../../testing/changed-after.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { Bucket, inDays, locked, newVault, object, PROTECTED, remove, retain } from './testing/vault.ts';

const labs = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await newVault(root);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('A lock that is set while a request is decided', () => {
  const until = (days: number, Mode: 'GOVERNANCE' | 'COMPLIANCE') => ({
    Mode,
    RetainUntilDate: inDays(days),
  });
  const put = async () => {
    const { VersionId } = await root.s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    return { ...object, VersionId };
  };
  const isThere = async (version: object) =>
    expect(await answerOf(root.s3.send(new HeadObjectCommand({ ...object, ...version })))).toBe('granted');

  test('keeps a version from DeleteObject', async () => {
    const version = await put();
    changedAfter('GetObjectRetention', () => retain(root, version, until(9, 'COMPLIANCE')));
    expect(await remove(root, version)).toBe(PROTECTED);
    await isThere(version);
  });

  test('keeps a version from DeleteObject if it is a legal hold', async () => {
    const version = await put();
    const hold = new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'ON' } });
    changedAfter('GetObjectLegalHold', () => root.s3.send(hold));
    expect(await remove(root, version, true)).toBe(PROTECTED);
    await isThere(version);
  });

  test('keeps a version from DeleteObjects, and no other', async () => {
    const version = await put();
    const other = await put();
    changedAfter('GetObjectRetention', () => retain(root, version, until(9, 'COMPLIANCE')));
    const gone = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [version, other] } });
    const { Errors, Deleted } = await root.s3.send(gone);
    expect(Errors).toMatchObject([{ Code: 'AccessDenied', VersionId: version.VersionId }]);
    expect(Deleted).toMatchObject([{ VersionId: other.VersionId }]);
    await isThere(version);
  });

  test('is not bypassed if it is strict by then', async () => {
    const version = await locked(root, 'GOVERNANCE');
    const strict = { ...until(20, 'COMPLIANCE'), bypass: true };
    changedAfter('GetObjectRetention', () => retain(root, version, strict));
    expect(await remove(root, version, true)).toBe(PROTECTED);
    await isThere(version);
  });

  test('is not shortened by PutObjectRetention', async () => {
    const version = await locked(root, 'GOVERNANCE', 5);
    const prolonged = until(20, 'GOVERNANCE');
    changedAfter('GetObjectRetention', () => retain(root, version, prolonged));
    expect(await retain(root, version, until(10, 'GOVERNANCE'))).toBe(PROTECTED);
    const { Retention } = await root.s3.send(new GetObjectRetentionCommand(version));
    expect(Retention).toEqual(prolonged);
  });

  test('keeps the encryption of its version', async () => {
    const version = await put();
    const key = await newKey(root);
    changedAfter('GetObjectRetention', () => retain(root, version, until(9, 'COMPLIANCE')));
    const ObjectEncryption = { SSEKMS: { KMSKeyArn: key } };
    const update = new UpdateObjectEncryptionCommand({ ...version, ObjectEncryption });
    expect(await answerOf(root.s3.send(update))).toMatch('protected by S3 Object Lock');
  });

  test('is no hindrance to a request that it permits', async () => {
    const version = await locked(root, 'GOVERNANCE', 5);
    changedAfter('GetObjectRetention', () => retain(root, version, until(20, 'GOVERNANCE')));
    expect(await remove(root, version, true)).toBe('granted');
  });

  test('refuses a deletion if it cannot be read', async () => {
    const version = await locked(root, 'GOVERNANCE');
    const { read } = EmbeddedStore.prototype;
    jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(function (
      this: EmbeddedStore,
      lookup: Parameters<typeof read>[0],
    ) {
      if (lookup.operation === 'GetObjectRetention') throw new AwsError('InvalidArgument', 400, 'not now');
      return read.call(this, lookup);
    } as typeof read);
    expect(await remove(root, version)).toBe('400 InvalidArgument: not now');
    jest.restoreAllMocks();
    await isThere(version);
  });

  test('keeps the versioning of its bucket', async () => {
    await newBucket(root, 'plain');
    const version = (Status: 'Enabled' | 'Suspended') =>
      answerOf(
        root.s3.send(
          new PutBucketVersioningCommand({ Bucket: 'plain', VersioningConfiguration: { Status } }),
        ),
      );
    await version('Enabled');
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' } as const;
    const lock = new PutObjectLockConfigurationCommand({ Bucket: 'plain', ObjectLockConfiguration });
    changedAfter('GetObjectLockConfiguration', () => root.s3.send(lock));
    expect(await version('Suspended')).toMatch('409 InvalidBucketState');
  });
});

describe('An object that is replaced while a request is decided by', () => {
  const records = { Bucket: 'records', Key: 'k' };
  const put = (more: object = {}) => root.s3.send(new PutObjectCommand({ ...records, Body: 'x', ...more }));
  beforeEach(() => newBucket(root, 'records'));

  test('its tags is not read without them', async () => {
    const Condition = { StringEquals: { 's3:ExistingObjectTag/open': 'yes' } };
    const reader = await labs.user(account, 'reader', allow('s3:GetObject', '*', { Condition }));
    await put({ Tagging: 'open=yes' });
    changedAfter('GetObjectTagging', () => put());
    expect(await answerOf(reader.s3.send(new GetObjectCommand(records)))).toMatch('403 AccessDenied');
  });

  test('its ACL is not read under another', async () => {
    const Rules = [{ ObjectOwnership: 'ObjectWriter' as const }];
    const controls = { Bucket: 'records', OwnershipControls: { Rules } };
    await root.s3.send(new PutBucketOwnershipControlsCommand(controls));
    const reader = await labs.user(otherAccount, 'reader', allow('s3:GetObject'));
    const ACL = 'authenticated-read';
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'records' }));
    await put({ ACL });
    expect(await answerOf(reader.s3.send(new GetObjectCommand(records)))).toBe('granted');
    changedAfter('GetObjectAcl', () => put());
    expect(await answerOf(reader.s3.send(new GetObjectCommand(records)))).toMatch('403 AccessDenied');
  });

  test('the tags of its source is not copied with others', async () => {
    const writer = await labs.user(
      account,
      'writer',
      allow(['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject']),
    );
    await put();
    const Tagging = { TagSet: [{ Key: 'open', Value: 'yes' }] };
    changedAfter('GetObjectTagging', () =>
      root.s3.send(new PutObjectTaggingCommand({ ...records, Tagging })),
    );
    const copy = new CopyObjectCommand({ ...records, Key: 'copy', CopySource: 'records/k' });
    expect(await answerOf(writer.s3.send(copy))).toMatch(/403 AccessDenied: .*s3:PutObjectTagging/);
  });
});

describe('A bucket policy that is changed while a request is decided', () => {
  beforeEach(() => newBucket(root, 'records'));

  test('denies a read', async () => {
    const Condition = { StringEquals: { 's3:ExistingObjectTag/open': 'yes' } };
    const reader = await labs.user(account, 'reader', allow('s3:GetObject', '*', { Condition }));
    const put = new PutObjectCommand({ Bucket: 'records', Key: 'k', Body: 'x', Tagging: 'open=yes' });
    await root.s3.send(put);
    const denial = deny('s3:GetObject', 'arn:aws:s3:::records/*', to(account));
    changedAfter('GetObjectTagging', () => setBucketPolicy(root, 'records', denial));
    const read = reader.s3.send(new GetObjectCommand({ Bucket: 'records', Key: 'k' }));
    expect(await answerOf(read)).toMatch(/403 AccessDenied: .*explicit deny/);
  });

  test('is not replaced by a caller to whom it denies that', async () => {
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'records' }));
    const writer = await labs.user(account, 'writer', allow('s3:*'));
    const denial = deny('s3:PutBucketPolicy', 'arn:aws:s3:::records', to(account));
    changedAfter('GetPublicAccessBlock', () => setBucketPolicy(root, 'records', denial));
    const Policy = documentOf(allow('s3:GetObject', 'arn:aws:s3:::records/*', to('*')));
    const replaced = writer.s3.send(new PutBucketPolicyCommand({ Bucket: 'records', Policy }));
    expect(await answerOf(replaced)).toMatch(/403 AccessDenied: .*explicit deny/);
  });
});
