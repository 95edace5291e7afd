import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Specification, WrittenStep } from '../../specification/specification.ts';
import { keyhole } from '../testing/run-keyhole.ts';
import { listedSteps, stepsWith } from './listed-steps.ts';

function step(text: string, kind: WrittenStep['kind'], ...shapeIds: string[]): WrittenStep {
  return { text, kind, argument: '', place: 'features/a.feature:3', shapeIds, words: [] };
}

function specification(steps: readonly WrittenStep[]): Specification {
  const shape = (id: string, source: string, place: string) => ({ id, source, isExpression: true, place });
  return {
    features: [],
    examples: [{ name: 'a', uri: 'features/a.feature', place: 'features/a.feature:2', tags: [], steps }],
    shapes: [
      shape('1', '{bucket} is empty', '../mine/steps/own.mts:4'),
      shape('2', '{principal} reads {object}', resolve('steps/kms-objects.ts:12')),
      shape('3', 'access to {resource} is:', resolve('dist/steps/access.js:9')),
    ],
    parameterTypes: new Map(),
  };
}

describe('the vocabulary', () => {
  const table = JSON.stringify({ dataTable: { rows: [{ cells: [{ value: 'who' }, { value: 'read' }] }] } });
  const used = [
    step('the intern role reads "report.csv"', 'W', '2'),
    step('the owner reads "a"', 'W', '2'),
    { ...step('access to the key is:', 'T', '3'), argument: table },
  ];

  test('has an example of each step from the features here, and a place of one’s own', () => {
    const steps = { '{principal} reads {object}': 'When x', '{bucket} is empty': 'Then y' };
    const parameters = { object: ['"a"', '"a" through the vault access point'] };
    expect(listedSteps(specification(used), { steps, parameters })).toEqual([
      {
        noun: 'access',
        expression: 'access to {resource} is:',
        example: 'Then access to the key is:\n  | who | read |',
        parameters: {},
      },
      {
        noun: 'kms objects',
        expression: '{principal} reads {object}',
        example: 'When the owner reads "a"',
        parameters,
      },
      {
        noun: 'own',
        expression: '{bucket} is empty',
        example: 'Then y',
        parameters: {},
        own: '../mine/steps/own.mts:4',
      },
    ]);
  });

  test('takes the examples that keyhole ships if no feature here has one', () => {
    const [, reads] = listedSteps(specification([]), {
      steps: { '{principal} reads {object}': 'When x' },
      parameters: {},
    });
    expect(reads?.example).toBe('When x');
  });

  test.each([
    ['READ', ['access to {resource} is:', '{principal} reads {object}']],
    ['own', ['{principal} reads {object}', '{bucket} is empty']],
    ['access point', ['{principal} reads {object}']],
    ['moon', []],
  ])('with "%s" in noun, wording, example or parameter', (word, expressions) => {
    const parameters = { object: ['"a" through the vault access point'] };
    const listed = stepsWith(word, listedSteps(specification(used), { steps: {}, parameters }));
    expect(listed.map(({ expression }) => expression)).toEqual(expressions);
  });
});

test('keyhole steps lists what has a word in it as JSON', async () => {
  const { exitCode, stdout } = await keyhole('steps', 'grant', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toContainEqual({
    noun: 'grants',
    expression: '{principal} has {end of a grant} the grant',
    example: expect.stringMatching(/^Given .* the grant$/),
    parameters: { principal: expect.arrayContaining(['role 1']), 'end of a grant': ['retired', 'revoked'] },
  });
});

test('keyhole steps says what the parameters of the listed steps may be', async () => {
  const { stdout } = await keyhole('steps', 'access point');
  expect(stdout).toContain('{principal} uploads {object}{sse}{acl}');
  expect(stdout).toMatch(/\{sse\}\n {4}nothing; encrypted with key 3; encrypted with SSE-S3;/);
});

test('keyhole steps says which word it does not have', async () => {
  const { exitCode, stdout, stderr } = await keyhole('steps', 'uplaod');
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(
    /^keyhole: no step has "uplaod" in it; did you mean "upload"\? Nouns: access matrix, aliases/,
  );
});
