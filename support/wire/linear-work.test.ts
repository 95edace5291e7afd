import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countedWork, growsLinearly } from '../aws/testing/counted-work.ts';
import { headerItems } from './decoding/header-items.ts';
import { readJsonBody } from './decoding/json-shape.ts';
import { readParameters } from './decoding/query-shape.ts';
import { readXml } from './decoding/xml-reader.ts';
import { parseQuery } from './request-head.ts';
import { modelOf } from './sdk-schemas.ts';

const SIZE = 300;

/** Texts of tokens that have a meaning in some grammar. */
function made(of: readonly string[]) {
  return fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('twice the size costs twice the work', () => {
  test('to read XML', () => {
    const pieces = [
      '<a',
      '>',
      '</a>',
      '<a>',
      '/>',
      ' ',
      '&',
      '&amp;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '=',
      '"',
      'x',
      '\r\n',
    ];
    fc.assert(
      fc.property(made(pieces), fc.constantFrom('', '<a>', '<a '), (text, start) =>
        growsLinearly((n) => {
          const body = utf8(start + text.repeat(n));
          return () => readXml(body, 100_000);
        }, SIZE),
      ),
      { numRuns: 300 },
    );
  });

  test('to read a query', () => {
    fc.assert(
      fc.property(made(['&', '=', 'a', '%41', '%', '+', 'a=b']), (text) =>
        growsLinearly((n) => () => parseQuery(text.repeat(n)), SIZE),
      ),
    );
  });

  test('to read the parameters of an action', () => {
    const { shape } = modelOf('iam', 'CreateUser').input;
    const names = made(['Tags', '.', 'member', '1', '2', 'Key', 'UserName']);
    fc.assert(
      fc.property(names, (name) =>
        growsLinearly((n) => {
          const parameters = Array.from({ length: n }, (_, i) => [`${name}.${i}`, 'v'] as const);
          const long = [[name.repeat(n), 'v'] as const];
          return () => [readParameters(parameters, shape), readParameters(long, shape)];
        }, SIZE),
      ),
    );
  });

  test.each<[string, (n: number) => string]>([
    ['lists in lists', (n) => '['.repeat(n) + ']'.repeat(n)],
    [
      'a long name over many requests',
      (n) =>
        JSON.stringify({
          RequestItems: { ['t'.repeat(n)]: Array.from({ length: n }, () => ({ PutRequest: {} })) },
        }),
    ],
    [
      'attribute values in attribute values',
      (n) =>
        `{"RequestItems":{"t":[{"PutRequest":{"Item":{"a":${'{"M":{"a":'.repeat(n)}1${'}}'.repeat(n)}}}}]}}`,
    ],
  ])('to read a JSON body of %s', (_, text) => {
    const { shape } = modelOf('dynamodb', 'BatchWriteItem').input;
    expect(
      growsLinearly((n) => {
        const body = utf8(text(n));
        return () => readJsonBody(body, shape);
      }, SIZE),
    ).toBe(true);
  });

  test('to read the items of a header', () => {
    fc.assert(
      fc.property(made(['"', '\\"', '\\', ',', ' ', 'a']), (text) =>
        growsLinearly((n) => () => headerItems(text.repeat(n)), SIZE),
      ),
    );
  });
});

test('A quote that is not closed is read once, even if it holds escapes', () => {
  const text = `"${'\\"'.repeat(5000)}`;
  expect(countedWork(() => headerItems(text))).toBeLessThan(2 * text.length);
  expect(headerItems(text)).toEqual([]);
});

test('Missing members are named in few words, even if the names around them are long', () => {
  const items = Array.from({ length: 1000 }, () => ({ PutRequest: {} }));
  const body = utf8(JSON.stringify({ RequestItems: { ['t'.repeat(10_000)]: items } }));
  const { shape } = modelOf('dynamodb', 'BatchWriteItem').input;
  let message = '';
  try {
    readJsonBody(body, shape);
  } catch (error) {
    message = error instanceof Error ? error.message : '';
  }
  expect(message).toMatch(/^1000 validation errors detected: Value null at 'requestItems\.ttt/);
  expect(message.length).toBeLessThan(5000);
});
