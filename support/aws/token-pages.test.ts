import { expect, test } from '@jest/globals';
import { tokenPages } from './token-pages.ts';

interface Page {
  readonly NextToken?: string;
}

/** The tokens that a list of these pages is read with. */
async function tokensOf(pages: readonly Page[]): Promise<readonly (string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  for await (const _ of tokenPages((token) => pages[asked.push(token) - 1] ?? {}));
  return asked;
}

test('a list is read until a page has no token', async () => {
  expect(await tokensOf([{ NextToken: 'a' }, { NextToken: 'b' }, {}])).toEqual([undefined, 'a', 'b']);
});

test('a page that leads to itself does not count as the last one', async () => {
  const again = { NextToken: 'a' };
  await expect(tokensOf([again, again, again])).rejects.toMatchObject({ code: 'ServiceUnavailable' });
});
