import { expect, test } from '@jest/globals';
import { tags } from './tags-schema.ts';

test.each<[string, unknown, string, string]>([
  ['of AWS', { 'aws:team': 'hr' }, 'aws:team', 'must not begin with "aws:": only AWS sets such tags'],
  [
    'of AWS in capitals',
    { 'AWS:team': 'hr' },
    'AWS:team',
    'must not begin with "aws:": only AWS sets such tags',
  ],
  ['with a long value', { team: 'x'.repeat(257) }, 'team', 'must have at most 256 characters'],
  ['with a list for a value', { team: ['hr'] }, 'team', 'must be text'],
  ['as a list', ['hr'], '', 'must be tags with their values, e.g. { team: fraud }'],
])('tags %s are refused', (_, given, path, message) => {
  const issue = tags.safeParse(given).error?.issues[0];
  expect([issue?.path.join('.'), issue?.message]).toEqual([path, message]);
});

test('a number is the text of it', () => {
  expect(tags.parse({ cost: 7 })).toEqual({ cost: '7' });
});
