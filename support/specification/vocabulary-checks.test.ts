import { expect, test } from '@jest/globals';
import { overBudget, regularExpressions, unclearSteps, unusedShapes } from './vocabulary-checks.ts';

const shape = (id: string, source: string) => ({ id, source, isExpression: true, place: `steps/${id}.ts:1` });
const reads = shape('reads', '{principal} reads {object}');
const writes = shape('writes', '{principal} writes {object}');
const step = (place: string, ...shapeIds: readonly string[]) => ({
  text: 'the client reads "x"',
  kind: 'W' as const,
  argument: '',
  place,
  shapeIds,
  words: [],
});
const used = (...steps: readonly ReturnType<typeof step>[]) => [{ steps }];
const generous = { shapes: 2, usesEach: 1 };

test('a vocabulary within its budget is left alone', () => {
  const examples = used(step('f:1', 'reads'), step('f:2', 'writes'));
  expect(overBudget([reads, writes], examples, generous)).toEqual([]);
});

test('too many shapes are told, with the rarest', () => {
  const examples = used(step('f:1', 'reads'), step('f:2', 'reads'), step('f:3', 'writes'));
  expect(overBudget([reads, writes], examples, { ...generous, shapes: 1 })).toEqual([
    expect.stringMatching(
      /^there are 2 shapes of steps, more than 1; merge some of the rare ones:\n {4}1 times: \{principal\} writes \{object\} \(steps\/writes\.ts:1\)\n {4}2 times/,
    ),
  ]);
});

test('shapes that are hardly used are told, and rows of an outline are one use', () => {
  const examples = used(step('f:1', 'reads'), step('f:1', 'reads'), step('f:2', 'writes'));
  expect(overBudget([reads, writes], examples, { ...generous, usesEach: 1.2 })).toEqual([
    expect.stringContaining('a shape is used 1.0 times on average, less than 1.2'),
  ]);
});

test('the project’s own budget is 70 shapes, six uses each', () => {
  const shapes = Array.from({ length: 71 }, (_, index) => shape(String(index), `step ${index}`));
  expect(overBudget(shapes, used(step('f:1', '0')))).toEqual([
    expect.stringContaining('there are 71 shapes of steps, more than 70'),
    expect.stringContaining('less than 6'),
  ]);
});

test('a regular expression is told with its place', () => {
  expect(regularExpressions([reads, { ...shape('odd', '^.*$'), isExpression: false }])).toEqual([
    'steps/odd.ts:1: /^.*$/ is a regular expression; write a Cucumber expression',
  ]);
});

test('a shape that no feature uses is told with its place', () => {
  expect(unusedShapes([reads, writes], used(step('f:1', 'reads')))).toEqual([
    'steps/writes.ts:1: no feature uses "{principal} writes {object}"; remove it',
  ]);
});

test.each([
  [[], /^f:1: no step is defined for "the client reads "x""; steps\/README\.md/],
  [['reads', 'writes'], /^f:1: .+ could be "\{principal\} reads .+ \(steps\/reads\.ts:1\) or .+; reword one/],
])('a step that %j match is told once', (ids, message) => {
  const examples = used(step('f:1', ...ids), step('f:1', ...ids));
  expect(unclearSteps([reads, writes], examples)).toEqual([expect.stringMatching(message)]);
});

test('a step of one shape is clear', () => {
  expect(unclearSteps([reads], used(step('f:1', 'reads')))).toEqual([]);
});
