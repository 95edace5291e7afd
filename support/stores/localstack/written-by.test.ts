import { expect, test } from '@jest/globals';
import { textOf } from './written-by.ts';

const piece = (text: string) => {
  const header = Buffer.alloc(8);
  header.writeUInt8(1);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

test.each([
  ['nothing', [], ''],
  ['one piece', ['ünd\n'], 'ünd\n'],
  ['characters in two pieces', ['one\n', '', 'two'], 'one\ntwo'],
])('the text of a log of %s', (_, texts, text) => {
  expect(textOf(Buffer.concat(texts.map(piece)))).toBe(text);
});

test('the text of a log that was cut off', () => {
  expect(textOf(Buffer.concat([piece('one\n'), piece('two').subarray(0, 10)]))).toBe('one\ntw');
});
