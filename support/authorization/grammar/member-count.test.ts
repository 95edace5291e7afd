import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJsonText } from './json-text.ts';
import { membersKept, membersWritten } from './member-count.ts';

test('a text without repeated names has as many members as its value, with any names and strings', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(membersWritten(text)).toBe(membersKept(JSON.parse(text)));
      expect(readJsonText(text).duplicate).toBeUndefined();
    }),
  );
});

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":":","b":1}}', 'a.b'],
  ['[{"x":1},{"a":1,"\\u0061":2}]', '[1].a'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"1":1,"b":[{"c":"\\":","c":"\\\\"}],"2":2}', 'b[0].c'],
])('a repeated name in %s is found', (text, path) => {
  expect(membersWritten(text)).toBe(membersKept(JSON.parse(text)) + 1);
  expect(readJsonText(text).duplicate).toBe(path);
});

test.each(['{"__proto__":{"a":1}}', '{":":"a:b\\":","\\\\":":"}', '"a:b"', '[]', 'null', '{"":{}}'])(
  'no name is repeated in %s',
  (text) => {
    expect(readJsonText(text).duplicate).toBeUndefined();
  },
);

test('a value nested a hundred thousand deep is counted', () => {
  const deep = `${'['.repeat(100_000)}{"a":1,"a":2}${']'.repeat(100_000)}`;
  expect(membersWritten(deep)).toBe(2);
});
