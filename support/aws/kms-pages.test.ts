import { expect, test } from '@jest/globals';
import { kmsPages } from './kms-pages.ts';

interface Page {
  readonly Truncated?: boolean;
  readonly NextMarker?: string;
}

/** The markers that a list of these pages is read with. */
async function markersOf(pages: readonly Page[]): Promise<readonly (string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const read = async (marker: string | undefined) => pages[asked.push(marker) - 1] ?? {};
  for await (const page of kmsPages(read)) expect(page).toBe(pages[asked.length - 1]);
  return asked;
}

const next = { Truncated: true, NextMarker: 'b' };

test.each<[string, readonly Page[], readonly (string | undefined)[]]>([
  ['one page', [{}], [undefined]],
  ['a last page with a marker', [{ Truncated: false, NextMarker: 'b' }], [undefined]],
  ['three pages', [next, { Truncated: true, NextMarker: 'c' }, {}], [undefined, 'b', 'c']],
])('a list of %s is read to its end', async (_, pages, asked) => {
  expect(await markersOf(pages)).toEqual(asked);
});

test.each<[string, readonly Page[]]>([
  ['without a marker', [{ Truncated: true }]],
  ['that leads to itself', [next, next]],
])('a page %s does not count as the last one', async (_, pages) => {
  await expect(markersOf(pages)).rejects.toThrow('the rest of a list of KMS');
});
