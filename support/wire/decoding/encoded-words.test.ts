import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodedWord } from '../encoding/encoded-word.ts';
import { decodedWords } from './encoded-words.ts';

describe('encoded words of metadata', () => {
  test.each([
    ['=?UTF-8?Q?actually-ascii?=', 'actually-ascii'],
    ['=?utf-8?b?YWJj?=', 'abc'],
    ['=?UTF-8?Q?test=5F=E2=80=94_2?=', 'test_— 2'],
    ['=?ISO-8859-1?Q?=E9?=', 'é'],
    ['=?UTF-8?B?YQ==?= =?UTF-8?B?Yg==?=', 'ab'],
    ['=?KOI8-R?B?YQ==?=', '=?KOI8-R?B?YQ==?='],
    ['a =? b', 'a =? b'],
  ])('%s is %s', (text, decoded) => {
    expect(decodedWords(text)).toBe(decoded);
  });

  test.each([
    ['ÄMÄZÕÑ S3', '=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?='],
    ['non-ascii-%E2_é_', '=?UTF-8?Q?non-ascii-%E2=5F=C3=A9=5F?='],
    ['\u0000\u0001\u0002\u0003', '=?UTF-8?B?AAECAw==?='],
    ['鍵', '=?UTF-8?B?6Y21?='],
  ])('%j is written as %s', (text, word) => {
    expect(encodedWord(text)).toBe(word);
  });

  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(decodedWords(encodedWord(text))).toBe(text);
      }),
    );
  });
});
