import { CreateKeyCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockRule,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  UpdateObjectEncryptionCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, deny, to } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
const Bucket = 'vault';
const object = { Bucket, Key: 'k' };
const inDays = (days: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000);
const PROTECTED = '403 AccessDenied: Access Denied because object protected by object lock.';
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
});

async function locked(Mode: 'GOVERNANCE' | 'COMPLIANCE', days = 10) {
  const lock = { ObjectLockMode: Mode, ObjectLockRetainUntilDate: inDays(days) };
  const { VersionId } = await root.s3.send(new PutObjectCommand({ ...object, Body: 'x', ...lock }));
  return { ...object, VersionId };
}

const remove = (version: object, BypassGovernanceRetention?: boolean, { s3 } = root) =>
  answerOf(s3.send(new DeleteObjectCommand({ ...object, ...version, BypassGovernanceRetention })));

const retain = (
  version: object,
  Retention: { Mode?: 'GOVERNANCE' | 'COMPLIANCE'; RetainUntilDate?: Date },
  BypassGovernanceRetention?: boolean,
) =>
  answerOf(
    root.s3.send(
      new PutObjectRetentionCommand({ ...object, ...version, Retention, BypassGovernanceRetention }),
    ),
  );

describe('A retained version', () => {
  test('in governance mode is deleted with a bypass alone', async () => {
    const version = await locked('GOVERNANCE');
    expect(await remove(version)).toBe(PROTECTED);
    const gone = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [version] } });
    expect((await root.s3.send(gone)).Errors).toMatchObject([
      { Code: 'AccessDenied', VersionId: version.VersionId },
    ]);
    expect(await remove(version, true)).toBe('granted');
  });

  test('in compliance mode is deleted by none', async () => {
    const version = await locked('COMPLIANCE');
    expect([await remove(version), await remove(version, true)]).toEqual([PROTECTED, PROTECTED]);
    // A delete marker hides the object, and deletes nothing.
    expect(await remove({})).toBe('granted');
    expect(await codeOf(root.s3.send(new GetObjectCommand(version)))).toBe('granted');
  });

  test('is free once its date is past', async () => {
    const version = await locked('COMPLIANCE', 1);
    jest.useFakeTimers({
      now: inDays(2),
      doNotFake: [
        'setImmediate',
        'setTimeout',
        'nextTick',
        'setInterval',
        'queueMicrotask',
        'clearTimeout',
        'clearInterval',
        'clearImmediate',
        'hrtime',
        'performance',
      ],
    });
    try {
      expect(await remove(version)).toBe('granted');
    } finally {
      jest.useRealTimers();
    }
  });

  test.each<[string, 'GOVERNANCE' | 'COMPLIANCE', Parameters<typeof retain>[1], boolean, string]>([
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
    expect(await retain(await locked(mode), retention, bypass)).toBe(expected);
  });
});

test('a version under a legal hold is deleted after its end alone, whatever the bypass', async () => {
  const { VersionId } = await root.s3.send(
    new PutObjectCommand({ ...object, Body: 'x', ObjectLockLegalHoldStatus: 'ON' }),
  );
  expect(await remove({ VersionId }, true)).toBe(PROTECTED);
  const end = new PutObjectLegalHoldCommand({ ...object, VersionId, LegalHold: { Status: 'OFF' } });
  await root.s3.send(end);
  const { LegalHold } = await root.s3.send(new GetObjectLegalHoldCommand({ ...object, VersionId }));
  expect(LegalHold).toEqual({ Status: 'OFF' });
  expect(await remove({ VersionId })).toBe('granted');
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

describe('Object Lock of a bucket', () => {
  const configure = (name: string, Rule?: ObjectLockRule) =>
    answerOf(
      root.s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket: name,
          ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
        }),
      ),
    );

  test('locks new objects by default, parts and copies too', async () => {
    const Rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } } as const;
    expect(await configure(Bucket, Rule)).toBe('granted');
    const { ObjectLockConfiguration } = await root.s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(ObjectLockConfiguration).toEqual({ ObjectLockEnabled: 'Enabled', Rule });
    const put = await root.s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    const copy = await root.s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }),
    );
    const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const part = { Bucket, Key: 'parts', UploadId };
    const { ETag } = await root.s3.send(new UploadPartCommand({ ...part, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const whole = await root.s3.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload }));
    for (const version of [
      { ...object, VersionId: put.VersionId },
      { Bucket, Key: 'copy', VersionId: copy.VersionId },
      { Bucket, Key: 'parts', VersionId: whole.VersionId },
    ]) {
      const { Retention } = await root.s3.send(new GetObjectRetentionCommand(version));
      expect(Retention?.Mode).toBe('GOVERNANCE');
      const days = ((Retention?.RetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(days).toBeCloseTo(3, 1);
      expect(await remove(version)).toBe(PROTECTED);
    }
  });

  test('needs versioning, and keeps it', async () => {
    await newBucket(root, 'plain');
    expect(await configure('plain')).toMatch('409 InvalidBucketState: Versioning must be');
    const version = (Status: 'Enabled' | 'Suspended', name: string) =>
      answerOf(
        root.s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status } })),
      );
    await version('Enabled', 'plain');
    expect(await configure('plain')).toBe('granted');
    expect(await version('Suspended', 'plain')).toMatch(
      '409 InvalidBucketState: An Object Lock configuration',
    );
    expect(await version('Enabled', 'plain')).toBe('granted');
  });

  test.each<[string, object, string]>([
    ['no mode', { Days: 1 }, '400 MalformedXML'],
    ['another mode', { Mode: 'NONE', Days: 1 }, '400 MalformedXML'],
    ['two periods', { Mode: 'GOVERNANCE', Days: 1, Years: 1 }, '400 MalformedXML'],
    ['no period', { Mode: 'GOVERNANCE' }, '400 MalformedXML'],
    ['a period of nothing', { Mode: 'GOVERNANCE', Days: 0 }, '400 InvalidArgument'],
    ['a period without end', { Mode: 'COMPLIANCE', Years: 101 }, '400 InvalidArgument'],
  ])('with %s is refused', async (_, retention, answer) => {
    expect(await configure(Bucket, { DefaultRetention: retention })).toMatch(answer);
  });

  test.each<[string, object, string]>([
    [
      'of the past',
      { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date(0) },
      'The retain until date must be in the future!',
    ],
    ['without its date', { ObjectLockMode: 'GOVERNANCE' }, 'must both be supplied'],
  ])('does not take a retention %s', async (_, lock, message) => {
    const put = new PutObjectCommand({ ...object, Body: 'x', ...lock });
    expect(await answerOf(root.s3.send(put))).toMatch(message);
  });
});

describe('Permissions', () => {
  test('decide who bypasses, retains and holds', async () => {
    const version = await locked('GOVERNANCE');
    const name = 'arn:aws:s3:::vault/*';
    const deleter = await labs.user(account, 'deleter', allow('s3:DeleteObjectVersion', name));
    expect(await remove(version, true, deleter)).toMatch('s3:BypassGovernanceRetention');
    const bypasses = allow(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], name);
    const bypasser = await labs.user(account, 'bypasser', bypasses);
    expect(await remove(version, false, bypasser)).toBe(PROTECTED);
    expect(await remove(version, true, bypasser)).toBe('granted');
    const hold = { ...object, Body: 'x', ObjectLockLegalHoldStatus: 'ON' } as const;
    const writer = await labs.user(account, 'writer', allow('s3:PutObject', name));
    expect(await answerOf(writer.s3.send(new PutObjectCommand(hold)))).toMatch('s3:PutObjectLegalHold');
  });

  test('by the days that remain', async () => {
    const condition = { NumericGreaterThan: { 's3:object-lock-remaining-retention-days': '10' } };
    const long = deny('s3:PutObjectRetention', 'arn:aws:s3:::vault/*', { ...to('*'), Condition: condition });
    await setBucketPolicy(root, Bucket, long);
    const version = await locked('GOVERNANCE', 5);
    expect(await retain(version, { Mode: 'GOVERNANCE', RetainUntilDate: inDays(9) })).toBe('granted');
    expect(await retain(version, { Mode: 'GOVERNANCE', RetainUntilDate: inDays(30) })).toMatch(
      '403 AccessDenied',
    );
  });

  test('decide who learns of a lock by reading the object', async () => {
    await locked('GOVERNANCE');
    const reader = await labs.user(account, 'reader', allow(['s3:GetObject', 's3:ListBucket']));
    const auditor = await labs.user(account, 'auditor', allow(['s3:GetObject', 's3:GetObjectRetention']));
    for (const Command of [GetObjectCommand, HeadObjectCommand]) {
      const send = async ({ s3 }: Clients) => {
        const { ObjectLockMode, ObjectLockRetainUntilDate } = await s3.send(
          new Command(object) as HeadObjectCommand,
        );
        return [ObjectLockMode, ObjectLockRetainUntilDate !== undefined];
      };
      expect(await send(auditor)).toEqual(['GOVERNANCE', true]);
      expect(await send(reader)).toEqual([undefined, false]);
    }
  });
});
