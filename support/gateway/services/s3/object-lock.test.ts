import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockRule,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, to } from '../../testing/lab-under-test.ts';
import { Bucket, inDays, locked, newVault, object, PROTECTED, remove, retain } from './testing/vault.ts';

const labs = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await newVault(root);
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
      expect(await remove(root, version)).toBe(PROTECTED);
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
    const version = await locked(root, 'GOVERNANCE');
    const name = 'arn:aws:s3:::vault/*';
    const deleter = await labs.user(account, 'deleter', allow('s3:DeleteObjectVersion', name));
    expect(await remove(deleter, version, true)).toMatch('s3:BypassGovernanceRetention');
    const bypasses = allow(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], name);
    const bypasser = await labs.user(account, 'bypasser', bypasses);
    expect(await remove(bypasser, version, false)).toBe(PROTECTED);
    expect(await remove(bypasser, version, true)).toBe('granted');
    const hold = { ...object, Body: 'x', ObjectLockLegalHoldStatus: 'ON' } as const;
    const writer = await labs.user(account, 'writer', allow('s3:PutObject', name));
    expect(await answerOf(writer.s3.send(new PutObjectCommand(hold)))).toMatch('s3:PutObjectLegalHold');
  });

  test('by the days that remain', async () => {
    const condition = { NumericGreaterThan: { 's3:object-lock-remaining-retention-days': '10' } };
    const long = deny('s3:PutObjectRetention', 'arn:aws:s3:::vault/*', { ...to('*'), Condition: condition });
    await setBucketPolicy(root, Bucket, long);
    const version = await locked(root, 'GOVERNANCE', 5);
    expect(await retain(root, version, { Mode: 'GOVERNANCE', RetainUntilDate: inDays(9) })).toBe('granted');
    expect(await retain(root, version, { Mode: 'GOVERNANCE', RetainUntilDate: inDays(30) })).toMatch(
      '403 AccessDenied',
    );
  });

  test('decide who learns of a lock by reading the object', async () => {
    await locked(root, 'GOVERNANCE');
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
