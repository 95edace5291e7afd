import { expect, test } from '@jest/globals';
import { wrapLines } from './wrap-lines.ts';

test('breaks text between words', () => {
  expect(wrapLines('one two three', 8)).toEqual(['one two', 'three']);
});

test.each([
  [
    'after its last slash that fits',
    'in scenarios/data/key.json:4 the',
    ['in', 'scenarios/data/', 'key.json:4 the'],
  ],
  ['at the width without a slash', 'abcdefghijklmnopqrstuvwxyz', ['abcdefghijklmnopqrst', 'uvwxyz']],
  [
    'at the width if the slash is the first letter',
    '/abcdefghijklmnopqrstuvwxyz',
    ['/abcdefghijklmnopqrs', 'tuvwxyz'],
  ],
])('breaks a word that is longer than a line %s', (_, text, lines) => {
  expect(wrapLines(text, 20)).toEqual(lines);
});

test('leaves a longer word whole if it is not to be cut', () => {
  expect(wrapLines('in scenarios/data/key.json:4 the', 20, false)).toEqual([
    'in',
    'scenarios/data/key.json:4',
    'the',
  ]);
});
