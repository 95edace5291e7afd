import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { LARGEST_FORM, largestBody } from './body-limits.ts';

describe('The body of a request', () => {
  test.each([
    ['DeleteObjects with a thousand keys of a kilobyte', 's3', 'DeleteObjects', 1000 * (1024 + 60)],
    ['CompleteMultipartUpload with ten thousand parts', 's3', 'CompleteMultipartUpload', 10_000 * 200],
    [
      'PutBucketLifecycleConfiguration with a thousand rules',
      's3',
      'PutBucketLifecycleConfiguration',
      1000 * 600,
    ],
    ['PutBucketPolicy with 20 KB, each character escaped', 's3', 'PutBucketPolicy', 20 * 1024 * 6],
    ['PutKeyPolicy with 32 KB, each character escaped', 'kms', 'PutKeyPolicy', 32 * 1024 * 6],
    ['Encrypt with 4 KB in base64', 'kms', 'Encrypt', 4096 * 2],
    ['CreatePolicy with 131,072 characters, each escaped', 'iam', 'CreatePolicy', 131_072 * 6],
    ['PutSecretValue with 64 KB, each character escaped', 'secretsmanager', 'PutSecretValue', 65_536 * 6],
    ['PutItem with 400 KB in base64', 'dynamodb', 'PutItem', 400 * 1024 * 1.4],
  ] as const)('may be as long as %s', (_, service, operation, bytes) => {
    expect(largestBody(service, operation)).toBeGreaterThanOrEqual(bytes);
  });

  test('may have 2 MiB at most, for any operation', () => {
    expect(Math.max(...serviceNames.map((service) => largestBody(service)))).toBeLessThanOrEqual(1024 * 1024);
    expect(largestBody('s3', 'DeleteObjects')).toBe(2 * 1024 * 1024);
    expect(largestBody('s3', 'PutBucketAcl')).toBe(256 * 1024);
    expect(LARGEST_FORM).toBe(1024 * 1024);
  });
});
