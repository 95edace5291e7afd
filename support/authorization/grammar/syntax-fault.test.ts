import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { offsetOfSyntaxFault } from './syntax-fault.ts';

/** Each text, with `^` in front of its first character that is not valid JSON. */
const FAULTS: readonly (readonly [string, string])[] = [
  ['nothing at all', '^'],
  ['an end that comes too early', '{"a": 1^'],
  ['a name without quotes', '{ ^Effect: "Allow" }'],
  ['a name in single quotes', "{ ^'Effect': 1 }"],
  ['a missing colon', '{"a" ^1}'],
  ['a missing comma', '{"a": 1 ^"b": 2}'],
  ['a trailing comma in an object', '{"a": 1, ^}'],
  ['a trailing comma in an array', '[1, ^]'],
  ['a bracket that closes what it did not open', '{"a": [1^}'],
  ['a word that is not a value', '{"a": ^yes}'],
  ['True as other languages write it', '[^True]'],
  ['a number that begins with zero', '[^012]'],
  ['a string that runs into the next line', '{"a": "b^\n}'],
  ['a string without its end', '"abc^'],
  ['an escape that JSON does not have', String.raw`"a^\x41"`],
  ['a comment', '{ ^// no\n}'],
  ['text after the end', '{} ^{}'],
  ['a byte order mark', '^\uFEFF{}'],
];

describe('offsetOfSyntaxFault', () => {
  test.each(FAULTS)('finds %s', (_, marked) => {
    const text = marked.replace('^', '');
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(offsetOfSyntaxFault(text)).toBe(marked.indexOf('^'));
  });

  test('finds a fault exactly if JSON.parse does', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '0.5e+3',
      'true',
      'nul',
      ' ',
      '\n',
      'é',
    ];
    const texts = fc.oneof(
      fc.json(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((chosen) => chosen.join('')),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...pieces)).map(([json, at, piece]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + piece + json.slice(place);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(offsetOfSyntaxFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
