import { describe, expect, test } from '@jest/globals';
import { BucketKeys, type BucketKeyUse } from './bucket-keys.ts';

const use: BucketKeyUse = {
  requester: 'arn:aws:iam::111111111111:user/kim',
  operation: 'Decrypt',
  keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/1',
  encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::reports', team: 'a' },
};

describe('A bucket-level key', () => {
  test('serves once it was obtained, until it expires or is dropped', () => {
    const clock = { now: 0 };
    const keys = new BucketKeys(() => clock.now);
    expect(keys.has(use)).toBe(false);
    keys.keep(use);
    expect(keys.has(use)).toBe(true);
    clock.now = 299_999;
    expect(keys.has(use)).toBe(true);
    clock.now = 300_000;
    expect(keys.has(use)).toBe(false);
    keys.keep(use);
    keys.drop(use);
    expect(keys.has(use)).toBe(false);
  });

  test.each([
    ['another requester', { requester: 'arn:aws:iam::111111111111:user/lee' }],
    ['writing', { operation: 'GenerateDataKey' }],
    ['another KMS key', { keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/2' }],
    ['another bucket', { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::plans', team: 'a' } }],
    ['another context', { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::reports', team: 'b' } }],
  ])('does not serve %s', (_, other) => {
    const keys = new BucketKeys(() => 0);
    keys.keep(use);
    expect(keys.has({ ...use, ...other })).toBe(false);
  });

  test('serves a context whose pairs come in another order', () => {
    const keys = new BucketKeys(() => 0);
    keys.keep(use);
    const encryptionContext = { team: 'a', 'aws:s3:arn': 'arn:aws:s3:::reports' };
    expect(keys.has({ ...use, encryptionContext })).toBe(true);
  });

  test('gives way to newer ones: memory stays flat', () => {
    const keys = new BucketKeys(() => 0);
    keys.keep(use);
    for (let i = 0; i < 999; i++) keys.keep({ ...use, requester: String(i) });
    expect(keys.has(use)).toBe(true);
    keys.keep({ ...use, requester: 'one more' });
    expect(keys.has(use)).toBe(false);
    expect(keys.has({ ...use, requester: '0' })).toBe(true);
  });
});
