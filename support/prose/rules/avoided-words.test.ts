import { describe, expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { avoidedWords, words } from './avoided-words.ts';

describe('each entry', () => {
  test.each(avoidedWords)('refuses $refused', ({ refused }) => {
    expect(faultsOf(words, refused)).toHaveLength(1);
  });

  test.each(avoidedWords)('takes $accepted', ({ accepted }) => {
    expect(faultsOf(words, accepted)).toEqual([]);
  });

  test('is there', () => {
    expect(avoidedWords.length).toBeGreaterThan(8);
  });
});

test.each<[string, string, readonly string[]]>([
  ['in a quotation', 'The user "nobody" has a home.', []],
  ['in code', '`nobody` has a home.', []],
  ['in any case of letters', 'NOBODY has a key.', ['"NOBODY"']],
  ['as often as they stand', 'Nobody gives somebody a key.', ['"Nobody"', '"somebody"']],
  ['over a line break', 'The region; undefined\nwhere it is left out.', ['"undefined where"']],
  ['not within another word', 'A trailing slash and an x-amz-trailer are no trail-head.', []],
  ['not as a place', 'The folder where scenarios stand.', []],
  ['as one condition', 'Throws SpecError where there is none.', ['"Throws … where"']],
])('words are found %s', (_, text, faults) => {
  expect(faultsOf(words, text)).toEqual(faults);
});

test('an entry may hold for some kinds of passages', () => {
  expect(faultsOf(words, 'The text is not documented.', 'comment')).toEqual(['"is not documented"']);
  expect(faultsOf(words, 'The text is not documented.', 'text')).toEqual([]);
});
