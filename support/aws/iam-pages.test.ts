import { expect, test } from '@jest/globals';
import { wholeIamList } from './iam-pages.ts';

interface Page {
  readonly Names?: readonly string[];
  readonly IsTruncated?: boolean;
  readonly Marker?: string;
}

function namesIn(pages: readonly Page[]): Promise<readonly string[]> {
  let next = 0;
  const read = async () => pages[next++] ?? {};
  return wholeIamList(read, ({ Names }) => Names);
}

const first = { Names: ['a'], IsTruncated: true, Marker: 'm' };

test('a list of IAM is read to its end', async () => {
  const second = { Names: ['b'], IsTruncated: true, Marker: 'n' };
  expect(await namesIn([first, second, { Names: ['c'], IsTruncated: false, Marker: 'o' }])).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test.each([
  ['without a marker', [{ Names: ['a'], IsTruncated: true }]],
  ['that leads to itself', [first, first]],
])('a page %s does not count as the last one', async (_, pages) => {
  await expect(namesIn(pages)).rejects.toMatchObject({ code: 'ServiceUnavailable', status: 503 });
});
