import type { Envelope } from '@cucumber/messages';
import { describe, expect, test } from '@jest/globals';
import {
  changedPolicyMediaType,
  decisionMediaType,
  reasonMediaType,
  skippedMediaType,
} from '../../answer/media-types.ts';
import { refusedRequest } from '../testing/sample-record.ts';
import { RunRecorder } from './run-recorder.ts';

const at = (seconds: number) => ({ seconds, nanos: 0 });

const steps = [
  { id: 'b', keyword: 'Given ', text: 'the exchange scenario' },
  { id: 'w', keyword: 'When ', text: 'the writer role reads "hello.txt"' },
];

function node(id: string, index: number, keyword: string) {
  return { id, keyword, location: { line: index, column: 5 } };
}

const feature = {
  location: { line: 1 },
  name: 'Who reads?',
  description: '  The vault owns\n  the key.\n',
  tags: [{ id: 't', name: '@slow', location: { line: 1 } }],
  children: [
    { background: { steps: [node('b', 4, 'Given ')], children: [] } },
    {
      rule: {
        name: 'Reading is refused',
        description: '',
        location: { line: 6 },
        children: [
          {
            scenario: {
              id: 'e',
              location: { line: 8 },
              description: '',
              steps: [node('w', 9, 'When ')],
              examples: [],
            },
          },
        ],
      },
    },
  ],
};

/** The messages before an example starts: one document with one example. */
const planned = [
  { testRunStarted: { timestamp: at(100) } },
  { gherkinDocument: { uri: 'features/a/who.feature', feature } },
  {
    pickle: {
      id: 'p',
      uri: 'features/a/who.feature',
      name: 'The writer reads',
      astNodeIds: ['e'],
      tags: [{ name: '@E01' }],
      steps: steps.map(({ id, text }) => ({ id: `p${id}`, text, astNodeIds: [id] })),
    },
  },
  {
    testCase: {
      id: 'c',
      pickleId: 'p',
      testSteps: [
        { id: 'hook' },
        {
          id: 'sb',
          pickleStepId: 'pb',
          stepMatchArgumentsLists: [
            {
              stepMatchArguments: [{ group: { start: 4, value: 'exchange' }, parameterTypeName: 'scenario' }],
            },
          ],
        },
        { id: 'sw', pickleStepId: 'pw', stepMatchArgumentsLists: [] },
      ],
    },
  },
];

function finished(testStepId: string, status: string, message?: string) {
  return { testStepFinished: { testCaseStartedId: 's', testStepId, testStepResult: { status, message } } };
}

function attachment(mediaType: string, body: string) {
  return { attachment: { testCaseStartedId: 's', testStepId: 'sw', mediaType, body } };
}

const start = { testCaseStarted: { id: 's', testCaseId: 'c', timestamp: at(101) } };
const end = { testCaseFinished: { testCaseStartedId: 's', timestamp: at(103) } };

/** The only example of a run with these messages. */
function exampleOf(messages: readonly object[]) {
  const recorder = new RunRecorder();
  for (const message of [...planned, ...messages]) recorder.add(message as Envelope);
  const { features, ...run } = recorder.recorded();
  const [feature] = features;
  return { ...run, feature, example: feature?.rules[0]?.examples[0] };
}

/** Messages of an example whose Then has a type, cut off after some of them. */
function cutAfter(...messages: readonly object[]) {
  return exampleOf([start, finished('hook', 'PASSED'), ...messages]).example;
}

describe('messages that end in the middle of an example leave it not run', () => {
  test.each([
    ['before its first step', []],
    ['between its steps', [finished('sb', 'PASSED')]],
    ['before its end', [finished('sb', 'PASSED'), finished('sw', 'PASSED')]],
    ['with a step missing', [finished('sw', 'PASSED'), end]],
    ['in a skipped one', [finished('sb', 'SKIPPED')]],
  ])('%s', (_, messages) => {
    expect(cutAfter(...messages)?.verdict).toBe('not run');
  });

  test('unless a step has failed', () => {
    expect(cutAfter(finished('sb', 'PASSED'), finished('sw', 'FAILED', 'no'))?.verdict).toBe('failed');
  });
});

describe('a run', () => {
  const { step: _, ...decision } = refusedRequest();
  const change = { policy: 'the key policy of the shared key', file: 'key-policy.json', text: '{}' };
  const {
    feature: recorded,
    example,
    ...run
  } = exampleOf([
    start,
    finished('hook', 'PASSED'),
    finished('sb', 'PASSED'),
    attachment(decisionMediaType, JSON.stringify(decision)),
    attachment(reasonMediaType, 'no statement allows it'),
    attachment('text/x.other+plain', 'of another tool'),
    attachment(changedPolicyMediaType, JSON.stringify(change)),
    finished('sw', 'PASSED'),
    end,
    { testRunFinished: { timestamp: at(104) } },
  ]);

  test('tells the policies that its steps changed', () => {
    expect(example?.changes).toEqual([{ ...change, step: 1 }]);
  });

  test('is recorded with its times and scenarios', () => {
    expect(run).toEqual({
      scenarios: ['exchange'],
      started: new Date(100_000),
      ended: new Date(104_000),
      executed: true,
      steps: [],
    });
  });

  test('keeps the words of the feature, without the indentation of its description', () => {
    expect(recorded).toMatchObject({
      file: 'features/a/who.feature',
      name: 'Who reads?',
      description: 'The vault owns\nthe key.',
      tags: ['slow'],
    });
    expect(recorded?.rules.map(({ name, line }) => [name, line])).toEqual([['Reading is refused', 6]]);
  });

  test('keeps each step with its keyword, line, parameters and result', () => {
    expect(example?.steps).toEqual([
      {
        keyword: 'Given',
        text: 'the exchange scenario',
        line: 4,
        background: true,
        parameters: [{ start: 4, end: 12, type: 'scenario' }],
        result: 'passed',
      },
      {
        keyword: 'When',
        text: 'the writer role reads "hello.txt"',
        line: 9,
        background: false,
        parameters: [],
        result: 'passed',
      },
    ]);
  });

  test('keeps decisions with the step that asked for them', () => {
    expect(example?.requests).toEqual([{ ...decision, step: 1 }]);
    expect([example?.verdict, example?.seconds, example?.reasons, example?.line]).toEqual([
      'passed',
      2,
      ['no statement allows it'],
      8,
    ]);
  });
});

describe('the verdict on an example', () => {
  test.each([
    ['failed', 'FAILED', 'AssertionError: expected access'],
    ['broken', 'FAILED', 'BrokenExample: a Given was refused'],
    ['unusable', 'FAILED', 'AuthorMistake: unknown name'],
    ['unusable', 'UNDEFINED', undefined],
    ['unusable', 'AMBIGUOUS', undefined],
    ['unusable', 'PENDING', undefined],
    ['skipped', 'SKIPPED', undefined],
  ])('is "%s" after a step that is %s (%s)', (verdict, status, message) => {
    const { example } = exampleOf([start, finished('hook', 'PASSED'), finished('sw', status, message), end]);
    expect(example?.verdict).toBe(verdict);
  });

  test('has the reason of a skip', () => {
    const { example } = exampleOf([
      start,
      attachment(skippedMediaType, 'not here'),
      finished('sw', 'SKIPPED'),
      end,
    ]);
    expect([example?.verdict, example?.skipped]).toEqual(['skipped', 'not here']);
  });

  test('names the step that failed by its line', () => {
    const { example } = exampleOf([start, finished('sw', 'FAILED', 'expected access'), end]);
    expect(example?.failure).toEqual({
      step: 'the writer role reads "hello.txt"',
      line: 9,
      message: 'expected access',
    });
  });

  test('is "not run" if the example did not start, as after an interrupt', () => {
    const { example } = exampleOf([]);
    expect([example?.verdict, example?.steps.map(({ result }) => result)]).toEqual([
      'not run',
      ['not run', 'not run'],
    ]);
  });

  test('is "not run" if nothing was executed: a dry run reports each step as skipped', () => {
    const { example, executed } = exampleOf([
      start,
      finished('hook', 'SKIPPED'),
      finished('sb', 'SKIPPED'),
      end,
    ]);
    expect([executed, example?.verdict, example?.steps[0]?.result]).toEqual([false, 'not run', 'not run']);
  });

  test('is that of the last attempt', () => {
    const again = { testCaseStarted: { id: 's2', testCaseId: 'c', timestamp: at(105) } };
    const passed = ['hook', 'sb', 'sw'].map((testStepId) => ({
      testStepFinished: { testCaseStartedId: 's2', testStepId, testStepResult: { status: 'PASSED' } },
    }));
    const ended = { testCaseFinished: { testCaseStartedId: 's2', timestamp: at(107) } };
    const first = [start, finished('sw', 'FAILED', 'x'), end, again];
    expect(exampleOf([...first, ...passed, ended]).example?.verdict).toBe('passed');
    expect(exampleOf([...first, ...passed]).example?.verdict).toBe('not run');
  });
});
