import { expect, test } from '@jest/globals';
import { faultsOf } from '../testing/faults-of.ts';
import { length } from './length.ts';

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

test.each<[string, string, readonly string[]]>([
  ['25 words', `${words(25)}.`, []],
  ['26 words', `${words(26)}.`, ['it has 26 words, and 25 are allowed']],
  ['two sentences of 25 words', `${words(25)}. ${words(25)}.`, []],
  ['a sentence over two lines', `${words(20)}\n${words(6)}.`, ['it has 26 words, and 25 are allowed']],
  ['a quotation as one word', `${words(24)} "${words(10)}".`, []],
  ['code as one word', `${words(24)} \`${words(10)}\`.`, []],
  ['a URL as one word', `${words(24)} https://aws.amazon.com/a-b-c/d?e=f.`, []],
  ['a list of names as one word', `${words(24)} GetObject, PutObject, s3:Get* and SSE-KMS.`, []],
  [
    'two names as two words',
    `${words(23)} GetObject and PutObject.`,
    ['it has 26 words, and 25 are allowed'],
  ],
  ['names without commas', `${words(23)} GetObject PutObject KMS.`, ['it has 26 words, and 25 are allowed']],
  ['the pages that a source names', `Source: ${words(30)}.`, []],
  ['items of a list one by one', `- ${words(20)}\n- ${words(20)}`, []],
  [
    'an abbreviation within the sentence',
    `${words(15)} e.g. ${words(15)}.`,
    ['it has 31 words, and 25 are allowed'],
  ],
])('counts %s', (_, text, faults) => {
  expect(faultsOf(length, text)).toEqual(faults);
});

test('lets the title of a test have 40 words', () => {
  expect(faultsOf(length, words(40), 'test title')).toEqual([]);
  expect(faultsOf(length, words(41), 'test title')).toEqual(['it has 41 words, and 40 are allowed']);
});
