import { describe, expect, test } from '@jest/globals';
import type { Failed } from './answer.ts';
import { mismatchOfFailure } from './failure.ts';

const facts = {
  region: 'eu-west-1',
  accountId: (account: string) => ({ 'account 2': '222222222222' })[account] ?? 'unknown',
  keyArn: (key: string) => `arn:aws:kms:eu-west-1:111111111111:key/${key}`,
};
const record = { id: 'x', time: new Date(0), decisions: [], response: { status: 400 } };
const failed: Failed = {
  result: 'Failed',
  code: 'KMS.NotFoundException',
  status: 400,
  message: 'Alias arn:aws:kms:eu-west-1:222222222222:alias/my-key is not found.',
  records: [],
};
const words = 'account 2 has no alias/my-key';

describe('mismatchOfFailure', () => {
  test('the stated failure is as expected', () => {
    expect(mismatchOfFailure(failed, { words, confidence: 'high', facts })).toBeUndefined();
  });

  test.each([
    ['another code', { code: 'NoSuchKey' }, 'error code'],
    ['another status', { status: 403 }, 'HTTP status'],
    ['an alias of another account', { message: failed.message.replace('2222', '1111') }, 'message'],
  ])('%s is not', (_, changes, complaint) => {
    expect(mismatchOfFailure({ ...failed, ...changes }, { words, confidence: 'high', facts })).toContain(
      complaint,
    );
  });

  test.each([
    [
      'the new key policy locks its author out',
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    ],
    ['the bucket does not allow ACLs', 'AccessControlListNotSupported', 'The bucket does not allow ACLs'],
    ['access to KMS is not allowed', 'AccessDeniedException', 'Access to KMS is not allowed'],
  ])('“%s” is %s', (stated, code, message) => {
    const answer = { ...failed, code, message };
    const expectation = { words: stated, confidence: 'high', facts } as const;
    expect(mismatchOfFailure(answer, expectation)).toBeUndefined();
    expect(mismatchOfFailure(failed, expectation)).toContain(`error code: expected ${code}`);
  });

  test.each([
    ['KMS says it without the mark', 'kms', 'NotFoundException', failed.message],
    [
      'DynamoDB says it within an exception of its own',
      'dynamodb',
      'ValidationException',
      `KMS validation error: com.amazonaws.services.kms.model.NotFoundException: ${failed.message} (Service: AWSKMS; Status Code: 400; Error Code: NotFoundException; Request ID: 9122b94b-c5e1-468d-8fdd-b1d4fed10e13; Proxy: null)`,
    ],
  ] as const)('%s', (_, service, code, message) => {
    const records = [{ ...record, service }];
    const expectation = { words, confidence: 'high', facts } as const;
    expect(mismatchOfFailure({ ...failed, code, message, records }, expectation)).toBeUndefined();
    expect(mismatchOfFailure({ ...failed, records }, expectation)).toContain('error code');
    expect(mismatchOfFailure({ ...failed, code, message: 'x', records }, expectation)).toContain('message');
  });

  test('of medium confidence the message does not count', () => {
    expect(
      mismatchOfFailure({ ...failed, message: 'x' }, { words, confidence: 'medium', facts }),
    ).toBeUndefined();
  });

  test('the message counts if AWS does not document the code', () => {
    const stated = {
      words: 'another account must name the ARN of a key',
      confidence: 'medium',
      facts,
    } as const;
    const message = 'You must specify a KMS key ARN to update the secret from a different AWS account.';
    expect(mismatchOfFailure({ ...failed, code: 'Any', message }, stated)).toBeUndefined();
    expect(mismatchOfFailure({ ...failed, code: 'Any' }, stated)).toContain('message');
    expect(mismatchOfFailure({ ...failed, code: 'Any', status: 403, message }, stated)).toContain(
      'HTTP status',
    );
  });

  test('success is not a failure', () => {
    const granted = { result: 'Granted', value: {}, records: [] } as const;
    expect(mismatchOfFailure(granted, { words, confidence: 'low', facts })).toContain(
      'expected: the request fails: account 2 has no alias/my-key\nanswered: access is granted',
    );
  });

  test.each([
    ['the demo key is disabled', 'DisabledException', 'is disabled.'],
    ['the demo key is pending deletion', 'KMSInvalidStateException', 'is pending deletion.'],
    ['the demo key is pending import', 'KMSInvalidStateException', 'is pending import.'],
  ])('%s: S3 sends KMS.%s, and KMS the same without the mark', (words, code, message) => {
    const stated = { words, confidence: 'high', facts } as const;
    const of = (service: 's3' | 'kms', sent: string): Failed => ({
      ...failed,
      code: sent,
      message: `arn:aws:kms:eu-west-1:111111111111:key/the demo key ${message}`,
      records: [{ ...record, service }],
    });
    expect(mismatchOfFailure(of('s3', `KMS.${code}`), stated)).toBeUndefined();
    expect(mismatchOfFailure(of('kms', code), stated)).toBeUndefined();
    expect(mismatchOfFailure(of('s3', code), stated)).toContain('error code');
    expect(mismatchOfFailure(of('kms', `KMS.${code}`), stated)).toContain('error code');
  });

  test('words outside the vocabulary fail with the vocabulary', () => {
    const odd = { words: 'it breaks', confidence: 'high', facts } as const;
    expect(() => mismatchOfFailure(failed, odd)).toThrow(/"it breaks" is not a known failure\. Known:/);
  });
});
