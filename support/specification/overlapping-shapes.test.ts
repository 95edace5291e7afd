import { describe, expect, test } from '@jest/globals';
import { overlappingShapes } from './overlapping-shapes.ts';

const parameterTypes = new Map([
  ['principal', ['the client', 'the company']],
  ['object', ['"[^"]+"']],
  ['document', ['"[^"]+"']],
  ['suffix', ['(?: in parts)?']],
  ['anything', [String.raw`\S.*`]],
]);
const words = ['the client', 'the company', '"offer.pdf"', '', ' in parts', 'the moon'];
const shapes = (...sources: readonly string[]) =>
  sources.map((source, index) => ({
    id: String(index),
    source,
    isExpression: true,
    place: `steps/some.ts:${index + 1}`,
  }));
const overlaps = (...sources: readonly string[]) =>
  overlappingShapes(shapes(...sources), { parameterTypes, words });

describe('two shapes overlap', () => {
  test.each([
    ['by types that take the same words', '{principal} reads {object}', '{principal} reads {document}'],
    [
      'by a type that takes what the other says in full',
      'the client reads {object}',
      '{principal} reads {object}',
    ],
    [
      'by what a parameter may leave out',
      '{principal} uploads {object}{suffix}',
      '{principal} uploads {object}',
    ],
    [
      'by what a parameter may add',
      '{principal} uploads {object}{suffix}',
      '{principal} uploads {object} in parts',
    ],
    ['by optional text', '{principal} reads {object}( again)', '{principal} reads {object}'],
    ['by alternatives', '{principal} reads/writes {object}', '{principal} writes {document}'],
    ['by a string of cucumber’s own', '{principal} reads {string}', '{principal} reads {object}'],
    ['by a type that takes nearly everything', 'it fails: {anything}', 'it fails: {principal} said no'],
  ])('%s', (_, one, other) => {
    expect(overlaps(one, other)).toEqual([expect.stringMatching(/ could be .+ or .+; reword one of these$/)]);
  });

  test('and are told with a text that is both, and where they stand', () => {
    expect(overlaps('{principal} reads {object}', 'the client reads {document}')).toEqual([
      '"the client reads "offer.pdf"" could be "{principal} reads {object}" (steps/some.ts:1) or "the client reads {document}" (steps/some.ts:2); reword one of these',
    ]);
  });
});

test.each([
  ['reads and has read', '{principal} reads {object}', '{principal} has read {object}'],
  ['what ends otherwise', '{principal} reads {object}', '{principal} reads {object} aloud'],
  ['a dot is no wildcard', 'v1.0 is out', 'v1x0 is out'],
])('two shapes do not overlap: %s', (_, one, other) => {
  expect(overlaps(one, other)).toEqual([]);
});

test.each(['{nobody} reads', 'it costs {int}/{int}', String.raw`an \{escape}`, 'an (open parenthesis'])(
  'a shape that cannot be read is told: %s',
  (source) => {
    expect(() => overlaps(source)).toThrow(TypeError);
  },
);
