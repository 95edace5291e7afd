import { StepDefinitionPatternType } from '@cucumber/messages';
import { expect, test } from '@jest/globals';
import { vocabularyOf } from './recorded-step-definition.ts';

const definition = (id: string, source: string, uri: string) => ({
  id,
  pattern: { source, type: StepDefinitionPatternType.CUCUMBER_EXPRESSION },
  sourceReference: { uri },
});
const pickle = {
  id: 'p',
  uri: 'features/a.feature',
  location: { line: 7 },
  name: '',
  language: 'en',
  tags: [],
  astNodeIds: [],
  steps: [
    { id: 's1', text: 'the long-named role reads "x"', astNodeIds: [] },
    { id: 's2', text: 'a role reads "x"', astNodeIds: [] },
    { id: 's3', text: 'two match', astNodeIds: [] },
  ],
};
const testStep = (id: string, stepDefinitionIds: string[]) => ({ id, pickleStepId: id, stepDefinitionIds });

test('each definition has its noun, the number of its uses and the shortest one', () => {
  const vocabulary = vocabularyOf({
    definitions: [
      definition('1', '{principal} reads {object}', 'steps/kms-requests.ts'),
      definition('2', 'unused', 'a.ts'),
    ],
    pickles: [pickle],
    planned: new Map([
      [
        'p',
        {
          id: 't',
          pickleId: 'p',
          testSteps: [testStep('s1', ['1']), testStep('s2', ['1']), testStep('s3', ['1', '2'])],
        },
      ],
    ]),
  });
  expect(vocabulary).toEqual([
    { noun: 'a', expression: 'unused', uses: 0, example: undefined },
    {
      noun: 'kms requests',
      expression: '{principal} reads {object}',
      uses: 2,
      example: { text: 'a role reads "x"', file: 'features/a.feature', line: 7 },
    },
  ]);
});
