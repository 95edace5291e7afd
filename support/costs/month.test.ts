import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';
import { frequencyOf, objectUse } from './kms-use.ts';
import { billOf, inDollars } from './month.ts';

const call = { operation: 'Decrypt', resources: [], input: {} };
const record = (
  operation: 'PutObject' | 'GetObject' | 'HeadObject',
  status: number,
  calls: number,
): DecisionRecord => ({
  id: 'x',
  time: new Date(0),
  service: 's3',
  operation,
  decisions: [],
  kmsCalls: Array(calls).fill(call),
  response: { status },
});

describe('the use of objects', () => {
  test('counts what succeeded, and the calls to KMS that it took', () => {
    const records = [
      record('PutObject', 200, 1),
      record('GetObject', 206, 1),
      record('GetObject', 200, 0),
      record('GetObject', 403, 1),
      record('HeadObject', 200, 1),
    ];
    expect(objectUse(records)).toEqual({
      uploads: { requests: 1, kmsCalls: 1 },
      reads: { requests: 2, kmsCalls: 1 },
    });
  });
});

describe('how many calls KMS gets', () => {
  test.each([
    ['no calls', 0, 0],
    ['fewer calls than there are objects', 1, 1],
    ['fewer calls than S3 requests', 1, 2],
    ['fewer calls than S3 requests', 3, 5],
    ['one call for each S3 request', 3, 6],
    ['more than one call for some S3 requests', 4, 6],
    ['more than one call for some S3 requests', 9, 0],
  ] as const)('says %s: %d calls for 3 uploads and %d for 6 reads', (words, forUploads, forReads) => {
    const uploads = { requests: 3, kmsCalls: forUploads };
    expect(frequencyOf({ uploads, reads: { requests: 6, kmsCalls: forReads } })).toBe(words);
  });
});

describe('a month', () => {
  const once = { requests: 3, kmsCalls: 3 };
  test.each([
    [
      'of 10,000 uploads and 2,000,000 reads',
      { uploads: 10_000, reads: 2_000_000, keys: 1 },
      ['$6.03', '$5.97', '$1.00'],
    ],
    ['within the free tier', { uploads: 0, reads: 20_000, keys: 1 }, ['$0.06', '$0.00', '$1.00']],
    [
      'with two keys, one of them for half of it',
      { uploads: 0, reads: 0, keys: 1.5 },
      ['$0.00', '$0.00', '$1.50'],
    ],
  ])('%s', (_, month, expected) => {
    const { forRequests, beyondFreeTier, forKeys } = billOf(month, { uploads: once, reads: once });
    expect([forRequests, beyondFreeTier, forKeys].map(inDollars)).toEqual(expected);
  });

  test('costs by what requests took, not by how many there were', () => {
    const watched = { uploads: { requests: 2, kmsCalls: 1 }, reads: { requests: 100, kmsCalls: 1 } };
    expect(billOf({ uploads: 10_000, reads: 2_000_000, keys: 0 }, watched).requests).toBe(25_000);
  });

  test('cannot be told from a run that did nothing of it', () => {
    const watched = { uploads: once, reads: { requests: 0, kmsCalls: 0 } };
    expect(() => billOf({ uploads: 1, reads: 1, keys: 0 }, watched)).toThrow(RangeError);
  });

  test('costs no less for more, and beyond the free tier never more than altogether', () => {
    const natural = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(natural, natural, (reads, more) => {
        const bill = (month: number) =>
          billOf({ uploads: 0, reads: month, keys: 0 }, { uploads: once, reads: once });
        expect(bill(reads + more).beyondFreeTier).toBeGreaterThanOrEqual(bill(reads).beyondFreeTier);
        expect(bill(reads).beyondFreeTier).toBeLessThanOrEqual(bill(reads).forRequests);
        expect(bill(reads).forRequests - bill(reads).beyondFreeTier).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
