import type { Envelope, Pickle } from '@cucumber/messages';
import { describe, expect, test } from '@jest/globals';
import { recordedStep } from '../testing/sample-record.ts';
import { judged } from './judged.ts';
import { RunRecorder } from './run-recorder.ts';

type Course = NonNullable<Parameters<typeof judged>[0]>;

/** An example with steps of these types, of which the last failed if any did. */
function verdictOn(course: Course | undefined, types: readonly string[], failed = false) {
  const pickle = { steps: types.map((type, index) => ({ id: `${index}`, type, text: 'x' })) };
  const steps = types.map((_, index) =>
    recordedStep('Then', 'x', {
      line: 10 + index,
      result: failed && index === types.length - 1 ? 'failed' : 'passed',
    }),
  );
  return judged(course, { pickle: pickle as unknown as Pickle, steps, line: 8 });
}

const passed: Course = { verdict: 'passed' };

describe('an example', () => {
  test.each<[string, Course | undefined, readonly string[], object]>([
    ['passed', passed, ['Action', 'Outcome'], { verdict: 'passed' }],
    ['not run if it did not start', undefined, ['Outcome'], { verdict: 'not run' }],
    [
      'not run if an interrupt skipped it',
      { verdict: 'skipped', skipped: 'the run was interrupted' },
      ['Outcome'],
      { verdict: 'not run' },
    ],
    [
      'skipped with its reason',
      { verdict: 'skipped', skipped: 'not here' },
      ['Outcome'],
      { verdict: 'skipped', skipped: 'not here' },
    ],
    [
      'unusable without a Then',
      passed,
      ['Context', 'Action'],
      {
        verdict: 'unusable',
        failure: { step: '', line: 8, message: 'the example states no outcome: add a Then' },
      },
    ],
    [
      'unusable without steps',
      passed,
      [],
      {
        verdict: 'unusable',
        failure: { step: '', line: 8, message: 'the example has no steps: add some, or remove it' },
      },
    ],
  ])('is %s', (_, course, types, expected) => {
    expect(verdictOn(course, types)).toEqual(expected);
  });

  test('has the line of the step that failed, also if an earlier one has the same text', () => {
    const failure = { step: 'x', line: 0, message: 'no' };
    expect(verdictOn({ verdict: 'failed', failure }, ['Outcome', 'Outcome'], true).failure?.line).toBe(11);
  });
});

/** The only example that is recorded of a feature with these parts, none of which can be run. */
function onlyExample(children: readonly object[]) {
  const recorder = new RunRecorder();
  const feature = { name: 'A', description: '', tags: [], location: { line: 1 }, children };
  recorder.add({ gherkinDocument: { uri: 'features/a.feature', feature } } as unknown as Envelope);
  const [only] = recorder.recorded().features;
  const [example] = only?.rules[0]?.examples ?? [];
  return [example?.name, example?.verdict, example?.failure?.message];
}

describe('unusable is recorded for', () => {
  test('an outline without rows', () => {
    const scenario = {
      id: 'o',
      name: 'Rows',
      description: '',
      steps: [],
      examples: [],
      location: { line: 5 },
    };
    expect(onlyExample([{ scenario }])).toEqual([
      'Rows',
      'unusable',
      'the outline has no rows: write some below "Examples:", or remove it',
    ]);
  });

  test('a feature without examples', () => {
    expect(onlyExample([])).toEqual([
      'A',
      'unusable',
      'the feature has no examples: write one after "Example:", or remove the file',
    ]);
  });
});
