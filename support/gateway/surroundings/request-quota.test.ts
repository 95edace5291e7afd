import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import { RequestQuota } from './request-quota.ts';

const asks = { operation: 'Decrypt', account, region: 'eu-west-1' };

/** A quota and a clock that is set by hand. */
function quotaOf(perSecond: number) {
  const clock = { now: 0 };
  return {
    clock,
    quota: new RequestQuota({ perSecond: { [asks.account]: perSecond }, now: () => clock.now }),
  };
}

describe('A request quota', () => {
  test('admits so many requests a second, and as many in the next', () => {
    const { clock, quota } = quotaOf(2);
    const admitted = () => [1, 2, 3].map(() => quota.admits(asks));
    expect(admitted()).toEqual([true, true, false]);
    clock.now = 999;
    expect(quota.admits(asks)).toBe(false);
    clock.now = 1000;
    expect(admitted()).toEqual([true, true, false]);
  });

  test('of none admits nothing', () => {
    expect(quotaOf(0).quota.admits(asks)).toBe(false);
  });

  test.each([
    ['another region', { region: 'us-east-1' }],
    ['another account', { account: otherAccount }],
    ['an operation that manages keys', { operation: 'DescribeKey' }],
    ['an RSA key', { operation: 'Encrypt', input: { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } }],
  ])('has nothing to do with %s', (_, other) => {
    const { quota } = quotaOf(1);
    quota.admits(asks);
    expect(quota.admits({ ...asks, ...other })).toBe(true);
    expect(quota.admits(asks)).toBe(false);
  });

  test.each(['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateRandom', 'ReEncrypt'])(
    'is shared by %s and the other cryptographic operations',
    (operation) => {
      const { quota } = quotaOf(1);
      expect(quota.admits({ ...asks, operation, input: { EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } })).toBe(
        true,
      );
      expect(quota.admits(asks)).toBe(false);
    },
  );

  test('never admits more than it allows in any second, however requests are spread', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.nat({ max: 400 }), { maxLength: 60 }),
        (limit, gaps) => {
          const { clock, quota } = quotaOf(limit);
          const admitted = new Map<number, number>();
          for (const gap of gaps) {
            clock.now += gap;
            const second = Math.floor(clock.now / 1000);
            if (quota.admits(asks)) admitted.set(second, (admitted.get(second) ?? 0) + 1);
          }
          expect(Math.max(0, ...admitted.values())).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
