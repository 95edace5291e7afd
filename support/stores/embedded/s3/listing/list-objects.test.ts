import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { body, type S3UnderTest, s3UnderTest } from '../testing/s3-under-test.ts';

const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '-', 'é', '\u{1F600}'),
  minLength: 1,
  maxLength: 6,
});
const keys = fc.uniqueArray(key, { maxLength: 30 });
const request = fc.record({
  prefix: fc.constantFrom('', 'a', 'a/', 'b-', '/'),
  delimiter: fc.constantFrom('', '/', '-', 'a/', 'zz'),
  pageSize: fc.integer({ min: 1, max: 7 }),
});

interface Listing {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

/** The whole list, computed without pages and without an index. */
function naive(
  names: readonly string[],
  { prefix, delimiter }: { prefix: string; delimiter: string },
): Listing {
  const sorted = names
    .filter((name) => name.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const prefixes = new Set<string>();
  const kept: string[] = [];
  for (const name of sorted) {
    const at = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    if (at < 0) kept.push(name);
    else prefixes.add(name.slice(0, at + delimiter.length));
  }
  return { keys: kept, prefixes: [...prefixes] };
}

async function s3With(names: readonly string[]): Promise<S3UnderTest> {
  const s3 = await s3UnderTest('b-1');
  for (const Key of names) await s3.call('PutObject', { Bucket: 'b-1', Key, Body: body('x') });
  return s3;
}

describe('ListObjectsV2', () => {
  test('pages add up to what a naive listing gives, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(keys, request, async (names, { prefix, delimiter, pageSize }) => {
        const s3 = await s3With(names);
        const found = { keys: [] as string[], prefixes: [] as string[] };
        let token: string | undefined;
        do {
          const page = await s3.call('ListObjectsV2', {
            Bucket: 'b-1',
            Prefix: prefix,
            Delimiter: delimiter,
            MaxKeys: pageSize,
            ContinuationToken: token,
          });
          expect(page.KeyCount).toBe((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0));
          expect(page.KeyCount).toBeLessThanOrEqual(pageSize);
          found.keys.push(...(page.Contents ?? []).map((one) => one.Key ?? ''));
          found.prefixes.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix ?? ''));
          expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
          token = page.NextContinuationToken;
        } while (token !== undefined);
        expect(found).toEqual(naive(names, { prefix, delimiter }));
      }),
      { numRuns: 60 },
    );
  });

  test('StartAfter begins behind a key, there or not', async () => {
    const s3 = await s3With(['a', 'b', 'c']);
    const page = await s3.call('ListObjectsV2', { Bucket: 'b-1', StartAfter: 'aa' });
    expect(page.Contents?.map((one) => one.Key)).toEqual(['b', 'c']);
    expect(page).toMatchObject({ StartAfter: 'aa', IsTruncated: false, MaxKeys: 1000 });
  });

  test('tells owners only if they are asked for', async () => {
    const s3 = await s3With(['a']);
    const plain = await s3.call('ListObjectsV2', { Bucket: 'b-1' });
    const owned = await s3.call('ListObjectsV2', { Bucket: 'b-1', FetchOwner: true });
    expect(plain.Contents?.[0]?.Owner).toBeUndefined();
    expect(owned.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });
});
