import { expect, test } from '@jest/globals';
import { differenceOf } from './access-matrix.ts';

const stated = [
  ['who', 'read', 'administer'],
  ['the data administrator', 'yes', 'yes'],
  ['the compute role', 'key policy', 'same account only'],
];

test('matrices that agree do not differ', () => {
  expect(
    differenceOf(
      stated,
      stated.map((row) => [...row]),
    ),
  ).toBeUndefined();
});

test('matrices that differ are shown whole, with what was stated and what was found', () => {
  const found = [
    stated[0] ?? [],
    ['the data administrator', 'yes', 'yes'],
    ['the compute role', 'yes', 'yes'],
  ];
  expect(differenceOf(stated, found)).toBe(`access is not as stated; each difference reads stated → found:
  | who                    | read             | administer              |
  | the data administrator | yes              | yes                     |
  | the compute role       | key policy → yes | same account only → yes |`);
});
