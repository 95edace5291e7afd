import { expect, test } from '@jest/globals';
import { disordered, sameBodies, sameNames, technicalSteps } from './example-checks.ts';

const step = (text: string, kind: 'G' | 'W' | 'T' | '?' = 'G', argument = '') => ({
  text,
  kind,
  argument,
  place: 'f:9',
  shapeIds: [],
  words: [],
});
const example = (name: string, place: string, ...steps: readonly ReturnType<typeof step>[]) => ({
  name,
  place,
  steps,
});

test('examples of the same name are told with their places', () => {
  const examples = [example('A', 'f:1'), example('B', 'f:5'), example('A', 'g:3')];
  expect(sameNames(examples)).toEqual(['"A" is the name of f:1 and g:3; name what is different in each']);
});

test('examples of the same steps are told with their places, whatever they are called', () => {
  const examples = [
    example('A', 'f:1', step('one'), step('two')),
    example('B', 'g:3', step('one'), step('two')),
    example('C', 'g:7', step('two'), step('one')),
  ];
  expect(sameBodies(examples)).toEqual([
    'f:1 and g:3 have the same steps; remove one, or make it show something else',
  ]);
});

test('examples that differ in a table are not the same', () => {
  const examples = [
    example('A', 'f:1', step('it holds:', 'T', '[1]')),
    example('B', 'f:5', step('it holds:', 'T', '[2]')),
  ];
  expect(sameBodies(examples)).toEqual([]);
});

const of = (kinds: string) =>
  [...kinds].flatMap((kind) =>
    kind === 'G' || kind === 'W' || kind === 'T' ? step('x', kind) : step('x', '?'),
  );

test.each(['GWT', 'GGWTT', 'GT'])('%s is in order', (kinds) => {
  expect(disordered([example('A', 'f:1', ...of(kinds))])).toEqual([]);
});

test.each(['WT', 'GW', 'GWWT', 'GWTWT', 'GTW', 'GWT?', ''])('%s is not', (kinds) => {
  expect(disordered([example('A', 'f:1', ...of(kinds))])).toEqual([
    'f:1: "A" is not Given …, at most one When, Then …; reorder or split it',
  ]);
});

test.each([
  ['the role arn:aws:iam::1:role/r reads', 'arn:aws'],
  ['account 111111111111 reads', '111111111111'],
  ['the policy is {"Statement": []}', '{'],
  ['the client sends a PUT', 'PUT'],
  ['the answer is 403', '403'],
])('a step is too technical: %s', (text, found) => {
  const examples = [example('A', 'f:1', step(text)), example('B', 'f:5', step(text))];
  expect(technicalSteps(examples)).toEqual([
    `f:9: "${text}" contains ${found}; write the name in scenario.yaml instead`,
  ]);
});

test('the names of AWS’s actions are plain enough', () => {
  const text = 'access is denied: the key policy of key 2 does not allow kms:GenerateDataKey';
  expect(technicalSteps([example('A', 'f:1', step(text))])).toEqual([]);
});
