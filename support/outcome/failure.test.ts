import { describe, expect, test } from '@jest/globals';
import { mismatchOfFailure } from './failure.ts';
import type { Failed } from './outcome.ts';

const facts = {
  region: 'eu-west-1',
  accountId: (account: string) => ({ 'account 2': '222222222222' })[account] ?? 'unknown',
};
const failed: Failed = {
  outcome: 'Failed',
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

  test('of medium confidence the message does not count', () => {
    expect(
      mismatchOfFailure({ ...failed, message: 'x' }, { words, confidence: 'medium', facts }),
    ).toBeUndefined();
  });

  test('success is no failure', () => {
    const granted = { outcome: 'Granted', value: {}, records: [] } as const;
    expect(mismatchOfFailure(granted, { words, confidence: 'low', facts })).toContain(
      'expected the request to fail',
    );
  });

  test('words outside the vocabulary fail with the vocabulary', () => {
    const odd = { words: 'it breaks', confidence: 'high', facts } as const;
    expect(() => mismatchOfFailure(failed, odd)).toThrow(
      /"it breaks" is no failure that features know\. Known:/,
    );
  });
});
