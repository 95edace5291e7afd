import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { account } from '../../../aws/testing/accounts.ts';
import type { Store } from '../../../stores/store.ts';
import { effectiveEncryption } from './effective-encryption.ts';
import { lookUpObject } from './object-lookups.ts';
import { refuseLocked } from './state-checks/locked-versions.ts';

const failing = (code: string, status: number) =>
  ({
    read: async () => {
      throw new AwsError(code, status, '');
    },
  }) as unknown as Store;

describe('the default encryption of a bucket', () => {
  const ofWrite = (code: string, status: number) =>
    effectiveEncryption(
      failing(code, status),
      { Bucket: 'mine' },
      { account, region: 'us-east-1', bucketOwner: account },
    );

  test('is SSE-S3 if the bucket has no configuration', async () => {
    const none = await ofWrite('ServerSideEncryptionConfigurationNotFoundError', 404);
    expect(none).toEqual({ algorithm: 'AES256' });
  });

  test.each([
    ['NoSuchBucket', 404],
    ['AccessDenied', 403],
    ['SlowDown', 503],
  ])('is not taken for SSE-S3 if it cannot be read: %s', async (code, status) => {
    await expect(ofWrite(code, status)).rejects.toMatchObject({ code });
  });
});

describe('the lock of a version', () => {
  const lockIn = (answers: Readonly<Record<string, object | AwsError>>) => {
    const read = async ({ operation }: { readonly operation: string }) => {
      const answer = answers[operation] ?? { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } };
      if (answer instanceof AwsError) throw answer;
      return answer;
    };
    const store = { read, bucketOwner: () => account } as unknown as Store;
    const version = { Bucket: 'mine', Key: 'k', VersionId: 'v' };
    return refuseLocked({ store, operation: 'DeleteObject', account }, version, true);
  };
  const error = (code: string) => new AwsError(code, 400, '');
  const none = error('NoSuchObjectLockConfiguration');

  test.each(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed'])('is none: %s', async (code) => {
    await lockIn({ GetObjectRetention: error(code), GetObjectLegalHold: none });
  });

  test('is none if the version id is invalid, and not taken for none if another argument is', async () => {
    const ofVersionId = new AwsError('InvalidArgument', 400, '', { ArgumentName: 'versionId' });
    await lockIn({ GetObjectRetention: ofVersionId, GetObjectLegalHold: none });
    const ofAnother = lockIn({ GetObjectRetention: error('InvalidArgument'), GetObjectLegalHold: none });
    await expect(ofAnother).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  test.each(['GetObjectLockConfiguration', 'GetObjectRetention', 'GetObjectLegalHold'])(
    'is not taken for none if %s fails',
    async (operation) => {
      const answers = { GetObjectRetention: none, GetObjectLegalHold: none, [operation]: error('SlowDown') };
      await expect(lockIn(answers)).rejects.toMatchObject({ code: 'SlowDown' });
    },
  );
});

describe('the tags of an object', () => {
  const supplied: unknown[] = [];
  const lookedUp = (code: string, status: number) =>
    lookUpObject(
      failing(code, status),
      {
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::mine/k',
        resourceAccount: account,
        context: { get: () => undefined, supplyTags: (_: string, tags: unknown) => supplied.push(tags) },
      } as unknown as Parameters<typeof lookUpObject>[1],
      () => true,
    );

  test.each([
    ['NoSuchKey', 404],
    ['NoSuchVersion', 404],
    ['NoSuchTagSet', 404],
    ['MethodNotAllowed', 405],
  ])('are none: %s', async (code, status) => {
    await lookedUp(code, status);
    expect(supplied.pop()).toEqual({});
  });

  test.each([
    ['NoSuchBucket', 404],
    ['AccessDenied', 403],
    ['SlowDown', 503],
  ])('are not taken for none if they cannot be read: %s', async (code, status) => {
    await expect(lookedUp(code, status)).rejects.toMatchObject({ code });
  });
});
