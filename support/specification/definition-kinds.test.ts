import { expect, test } from '@jest/globals';
import { definitionKind, misused } from './definition-kinds.ts';

const TEXT = `import { Given, Then } from '@cucumber/cucumber';

Given('the key is {state}', async () => {
  change();
});

Then(
  'the key is seen to be {state}',
  async () => look(),
);
`;

test.each([
  [3, 'G'],
  [4, 'G'],
  [7, 'T'],
  [9, 'T'],
] as const)('a definition at line %d is %s, by the word that begins it', (line, kind) => {
  expect(definitionKind(TEXT, line)).toBe(kind);
});

test('above the first definition there is none', () => {
  expect(() => definitionKind(TEXT, 2)).toThrow(TypeError);
});

const step = (kind: 'G' | 'W' | 'T', id: string) => ({
  kind,
  shapeIds: [id],
  text: 'the key is disabled',
  place: 'f:7',
  argument: '',
  words: [],
});
const shapes = [
  { id: 'arranging', place: 'G' },
  { id: 'comparing', place: 'T' },
];
const kindOf = (place: string) => (place === 'G' ? 'G' : 'T');

test('a step under the word of its definition is in order', () => {
  const steps = [step('G', 'arranging'), step('T', 'comparing')];
  expect(misused([{ steps }], shapes, kindOf)).toEqual([]);
});

test('a Then that arranges is told, since it would always pass', () => {
  expect(misused([{ steps: [step('T', 'arranging')] }], shapes, kindOf)).toEqual([
    'f:7: "the key is disabled" is used as Then, but defined as Given; use a wording for Then',
  ]);
});
