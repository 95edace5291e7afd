import { CreateKeyCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  UpdateObjectEncryptionCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { clockAt } from '../../testing/clock-at.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients, codeOf } from '../../testing/lab-under-test.ts';
import {
  Bucket,
  inDays,
  locked,
  newVault,
  object,
  PROTECTED,
  remove,
  retain,
  type WantedRetention,
} from './testing/vault.ts';

const labs = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await newVault(root);
});

describe('A retained version', () => {
  test('in governance mode is deleted with a bypass alone', async () => {
    const version = await locked(root, 'GOVERNANCE');
    expect(await remove(root, version)).toBe(PROTECTED);
    const gone = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [version] } });
    expect((await root.s3.send(gone)).Errors).toMatchObject([
      { Code: 'AccessDenied', VersionId: version.VersionId },
    ]);
    expect(await remove(root, version, true)).toBe('granted');
  });

  test('in compliance mode is deleted by none', async () => {
    const version = await locked(root, 'COMPLIANCE');
    expect([await remove(root, version), await remove(root, version, true)]).toEqual([PROTECTED, PROTECTED]);
    // A delete marker hides the object, and deletes nothing.
    expect(await remove(root, {})).toBe('granted');
    expect(await codeOf(root.s3.send(new GetObjectCommand(version)))).toBe('granted');
  });

  test('is free once its date is past', async () => {
    const version = await locked(root, 'COMPLIANCE', 1);
    clockAt(inDays(2));
    try {
      expect(await remove(root, version)).toBe('granted');
    } finally {
      jest.useRealTimers();
    }
  });

  test.each<[string, 'GOVERNANCE' | 'COMPLIANCE', WantedRetention, boolean, string]>([
    ['prolonged', 'GOVERNANCE', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(20) }, false, 'granted'],
    ['shortened', 'GOVERNANCE', { Mode: 'GOVERNANCE', RetainUntilDate: inDays(5) }, false, PROTECTED],
    [
      'shortened with a bypass',
      'GOVERNANCE',
      { Mode: 'GOVERNANCE', RetainUntilDate: inDays(5) },
      true,
      'granted',
    ],
    ['ended', 'GOVERNANCE', {}, false, PROTECTED],
    ['ended with a bypass', 'GOVERNANCE', {}, true, 'granted'],
    ['made strict', 'GOVERNANCE', { Mode: 'COMPLIANCE', RetainUntilDate: inDays(20) }, false, PROTECTED],
    [
      'made strict with a bypass',
      'GOVERNANCE',
      { Mode: 'COMPLIANCE', RetainUntilDate: inDays(20) },
      true,
      'granted',
    ],
    ['prolonged', 'COMPLIANCE', { Mode: 'COMPLIANCE', RetainUntilDate: inDays(20) }, false, 'granted'],
    [
      'shortened with a bypass',
      'COMPLIANCE',
      { Mode: 'COMPLIANCE', RetainUntilDate: inDays(5) },
      true,
      PROTECTED,
    ],
    [
      'made lax with a bypass',
      'COMPLIANCE',
      { Mode: 'GOVERNANCE', RetainUntilDate: inDays(20) },
      true,
      PROTECTED,
    ],
  ])('is %s, in %s mode', async (_, mode, retention, bypass, expected) => {
    expect(await retain(root, await locked(root, mode), { ...retention, bypass })).toBe(expected);
  });
});

test('a version under a legal hold is deleted after its end alone, whatever the bypass', async () => {
  const { VersionId } = await root.s3.send(
    new PutObjectCommand({ ...object, Body: 'x', ObjectLockLegalHoldStatus: 'ON' }),
  );
  expect(await remove(root, { VersionId }, true)).toBe(PROTECTED);
  const end = new PutObjectLegalHoldCommand({ ...object, VersionId, LegalHold: { Status: 'OFF' } });
  await root.s3.send(end);
  const { LegalHold } = await root.s3.send(new GetObjectLegalHoldCommand({ ...object, VersionId }));
  expect(LegalHold).toEqual({ Status: 'OFF' });
  expect(await remove(root, { VersionId })).toBe('granted');
});

test('an object without a lock has none to read', async () => {
  await root.s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
  const none =
    '404 NoSuchObjectLockConfiguration: The specified object does not have a ObjectLock configuration';
  expect(await answerOf(root.s3.send(new GetObjectRetentionCommand(object)))).toBe(none);
  expect(await answerOf(root.s3.send(new GetObjectLegalHoldCommand(object)))).toBe(none);
});

describe('The encryption of an object', () => {
  const GOVERNED = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(10) } as const;
  const LOCKED =
    "403 AccessDenied: The encryption type for the specified object can't be updated because that object is protected by S3 Object Lock.";

  test.each<[string, Partial<PutObjectCommandInput>, string]>([
    ['is not changed in governance mode', GOVERNED, LOCKED],
    ['is not changed in compliance mode', { ...GOVERNED, ObjectLockMode: 'COMPLIANCE' }, LOCKED],
    ['is not changed under a legal hold', { ObjectLockLegalHoldStatus: 'ON' }, LOCKED],
    ['is changed without a lock', { ObjectLockLegalHoldStatus: 'OFF' }, 'granted'],
  ])('%s', async (_, lock, expected) => {
    const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({}));
    const { VersionId } = await root.s3.send(new PutObjectCommand({ ...object, Body: 'x', ...lock }));
    const SSEKMS = { KMSKeyArn: KeyMetadata?.Arn };
    const update = new UpdateObjectEncryptionCommand({ ...object, VersionId, ObjectEncryption: { SSEKMS } });
    expect(await answerOf(root.s3.send(update))).toBe(expected);
    const { ServerSideEncryption } = await root.s3.send(new HeadObjectCommand({ ...object, VersionId }));
    expect(ServerSideEncryption).toBe(expected === 'granted' ? 'aws:kms' : 'AES256');
  });
});
