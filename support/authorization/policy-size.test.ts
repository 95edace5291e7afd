import { describe, expect, test } from '@jest/globals';
import { policySize, policySizeLimit, type SizedPolicy } from './policy-size.ts';

/** IAM user guide, "IAM and AWS STS quotas", and the quota pages of S3, KMS, Organizations and VPC. */
const LIMITS: readonly (readonly [SizedPolicy, number])[] = [
  ['inline policies of a user', 2048],
  ['inline policies of a group', 5120],
  ['inline policies of a role', 10_240],
  ['managed policy', 6144],
  ['trust policy', 2048],
  ['session policy', 2048],
  ['bucket policy', 20_480],
  ['key policy', 32_768],
  ['service control policy', 10_240],
  ['resource control policy', 5120],
  ['endpoint policy', 20_480],
];

describe('the size of a policy', () => {
  test.each(LIMITS)('%s: at most %d', (kind, limit) => {
    expect(policySizeLimit(kind)).toBe(limit);
  });

  test('leaves white space out where IAM does', () => {
    expect(policySize('managed policy', '{ "Version":\n\t"x" }')).toBe('{"Version":"x"}'.length);
  });

  test('counts white space in a session policy', () => {
    expect(policySize('session policy', '{ }')).toBe(3);
  });

  test('counts bytes for S3 and KMS', () => {
    expect(policySize('bucket policy', 'é')).toBe(2);
    expect(policySize('key policy', 'é ')).toBe(3);
    expect(policySize('service control policy', 'é ')).toBe(2);
  });
});
