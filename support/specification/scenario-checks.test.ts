import { expect, test } from '@jest/globals';
import { disordered, sameBodies, sameNames, technicalSteps } from './scenario-checks.ts';

const step = (text: string, kind: 'G' | 'W' | 'T' | '?' = 'G', argument = '') => ({
  text,
  kind,
  argument,
  place: 'f:9',
  shapeIds: [],
  words: [],
});
const scenario = (name: string, place: string, ...steps: readonly ReturnType<typeof step>[]) => ({
  name,
  place,
  steps,
});

test('scenarios of the same name are told with their places', () => {
  const scenarios = [scenario('A', 'f:1'), scenario('B', 'f:5'), scenario('A', 'g:3')];
  expect(sameNames(scenarios)).toEqual(['"A" is the name of f:1 and g:3; say in each what sets it apart']);
});

test('scenarios of the same steps are told with their places, whatever they are called', () => {
  const scenarios = [
    scenario('A', 'f:1', step('one'), step('two')),
    scenario('B', 'g:3', step('one'), step('two')),
    scenario('C', 'g:7', step('two'), step('one')),
  ];
  expect(sameBodies(scenarios)).toEqual([
    'f:1 and g:3 have the same steps; remove one, or have it show something else',
  ]);
});

test('scenarios that differ in a table are not the same', () => {
  const scenarios = [
    scenario('A', 'f:1', step('it holds:', 'T', '[1]')),
    scenario('B', 'f:5', step('it holds:', 'T', '[2]')),
  ];
  expect(sameBodies(scenarios)).toEqual([]);
});

const of = (kinds: string) =>
  [...kinds].flatMap((kind) =>
    kind === 'G' || kind === 'W' || kind === 'T' ? step('x', kind) : step('x', '?'),
  );

test.each(['GWT', 'GGWTT', 'GT'])('%s is in order', (kinds) => {
  expect(disordered([scenario('A', 'f:1', ...of(kinds))])).toEqual([]);
});

test.each(['WT', 'GW', 'GWWT', 'GWTWT', 'GTW', 'GWT?', ''])('%s is not', (kinds) => {
  expect(disordered([scenario('A', 'f:1', ...of(kinds))])).toEqual([
    'f:1: "A" is not Given …, at most one When, Then …; reorder or split it',
  ]);
});

test.each([
  ['the role arn:aws:iam::1:role/r reads', 'arn:aws'],
  ['account 111111111111 reads', '111111111111'],
  ['the policy is {"Statement": []}', '{'],
  ['the client sends a PUT', 'PUT'],
  ['the answer is 403', '403'],
])('a step says too much: %s', (text, found) => {
  const scenarios = [scenario('A', 'f:1', step(text)), scenario('B', 'f:5', step(text))];
  expect(technicalSteps(scenarios)).toEqual([
    `f:9: "${text}" says ${found}; say it by a name of scenario.yaml`,
  ]);
});

test('the names of AWS’s actions are plain enough', () => {
  const text = 'access is denied: the key policy of key 2 does not allow kms:GenerateDataKey';
  expect(technicalSteps([scenario('A', 'f:1', step(text))])).toEqual([]);
});
