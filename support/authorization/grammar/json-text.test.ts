import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJsonText } from './json-text.ts';
import { locate } from './json-tree.ts';

test.each([
  ['{"a":1,"b":{"a":1}}', undefined],
  ['{"a":1,"a":2}', 'a'],
  ['{"s":[{"Sid":"x:y\\\\"},{"Sid":"\\"Sid\\":1","Sid":2}]}', 's[1].Sid'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"\\u0061":1,"a":2}', 'a'],
  ['[":",{"a::":[]}]', undefined],
])('finds the member that occurs twice in %s', (text, duplicate) => {
  expect(readJsonText(text).duplicate).toBe(duplicate);
});

test('finds a member that occurs twice in another spelling, whatever was read before', () => {
  // JSON.parse of Node.js 24 then takes the second name for that of the first object: a backslash.
  for (let i = 0; i < 3; i++) readJsonText(String.raw`{"a":1,"\\":2}`);
  expect(readJsonText(String.raw`{"a":1,"\u0061":2}`).duplicate).toBe('a');
});

test('a text has a member twice exactly if its tree has', () => {
  const name = fc.constantFrom('a', 'b', ':', '\\"', '\\\\', '\\u0061');
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('1', '":"', '"\\\\"', 'null', '"a\\":"'),
      fc.array(tie('text'), { maxLength: 3 }).map((inner) => `[${inner.join(' , ')}]`),
      fc
        .array(fc.tuple(name, tie('text')), { maxLength: 3 })
        .map((members) => `{ ${members.map(([key, value]) => `"${key}" : ${value}`).join(',')} }`),
    ),
  }));
  fc.assert(fc.property(text, (json) => expect(readJsonText(json).duplicate).toBe(locate(json).duplicate)));
});
