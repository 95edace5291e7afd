import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonTokens } from './json-tokens.ts';

test('the parts of a line are the line', () => {
  const character = fc.constantFrom('"', '\\', ':', ' ', 'a', '{', ',', 'é', '\t');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: character })), (line) => {
      expect(
        jsonTokens(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
  );
});

test('names, values and effects are told apart', () => {
  const kinds = jsonTokens('  "Effect" : "Allow", "Sid": "a \\"b\\": c", "Resource": ["*", "open')
    .filter(({ kind }) => kind !== 'text')
    .map(({ kind, text }) => [kind, text]);
  expect(kinds).toEqual([
    ['name', '"Effect"'],
    ['effect', '"Allow"'],
    ['name', '"Sid"'],
    ['value', '"a \\"b\\": c"'],
    ['name', '"Resource"'],
    ['value', '"*"'],
    ['value', '"open'],
  ]);
});
