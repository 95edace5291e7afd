import type { Envelope } from '@cucumber/messages';
import { describe, expect, test } from '@jest/globals';
import { decisionMediaType } from '../../answer/media-types.ts';
import { refusedRequest } from '../testing/sample-record.ts';
import { RunRecorder } from './run-recorder.ts';

const at = (seconds: number) => ({ seconds, nanos: 0 });

/** The messages of a process before an example starts, with the ids that it chose. */
function planned(prefix: string, texts: readonly string[]): readonly object[] {
  const id = (name: string) => `${prefix}${name}`;
  const steps = texts.map((text, index) => ({
    id: id(`s${index}`),
    text,
    keyword: 'Given ',
    location: { line: index + 3 },
  }));
  const scenario = { id: id('e'), name: 'One', description: '', location: { line: 2 }, steps, examples: [] };
  const feature = { name: 'A', description: '', tags: [], location: { line: 1 }, children: [{ scenario }] };
  const pattern = { source: '{word} reads', type: 'CUCUMBER_EXPRESSION' };
  return [
    { gherkinDocument: { uri: 'a.feature', feature } },
    {
      pickle: {
        ...{
          id: id('p'),
          uri: 'a.feature',
          name: 'One',
          location: { line: 2 },
          astNodeIds: [id('e')],
          tags: [],
        },
        steps: steps.map((step) => ({
          id: id(step.id),
          text: step.text,
          type: 'Outcome',
          astNodeIds: [step.id],
        })),
      },
    },
    { stepDefinition: { id: id('other'), pattern, sourceReference: { uri: 'steps/other.ts' } } },
    { stepDefinition: { id: id('d'), pattern, sourceReference: { uri: 'steps/objects.ts' } } },
  ];
}

/** The messages of an example that ran in the process of these ids. */
function ran(prefix: string, texts: readonly string[]): readonly object[] {
  const id = (name: string) => `${prefix}${name}`;
  const { step: _, ...decision } = refusedRequest();
  const match = { group: { start: 0, value: 'Ann' }, parameterTypeName: 'word' };
  const testSteps = texts.map((_text, index) => ({
    id: id(`t${index}`),
    pickleStepId: id(id(`s${index}`)),
    stepDefinitionIds: [id('d')],
    stepMatchArgumentsLists: [{ stepMatchArguments: [match] }],
  }));
  const attempt = { testCaseStartedId: id('c') };
  const last = id(`t${texts.length - 1}`);
  return [
    {
      testCase: {
        id: id('case'),
        pickleId: id('p'),
        testSteps: [{ id: id('hook'), hookId: id('h') }, ...testSteps],
      },
    },
    { testRunStarted: { timestamp: at(100) } },
    { testCaseStarted: { id: id('c'), testCaseId: id('case'), timestamp: at(101) } },
    {
      attachment: {
        ...attempt,
        testStepId: last,
        mediaType: decisionMediaType,
        body: JSON.stringify(decision),
      },
    },
    ...testSteps.map((step) => ({
      testStepFinished: { ...attempt, testStepId: step.id, testStepResult: { status: 'PASSED' } },
    })),
    { testCaseFinished: { ...attempt, timestamp: at(103) } },
    { testRunFinished: { timestamp: at(104) } },
  ];
}

function recorderOf(messages: readonly object[]): RunRecorder {
  const recorder = new RunRecorder();
  for (const message of messages) recorder.add(message as Envelope);
  return recorder;
}

function recordedBy(recorder: RunRecorder) {
  const { features, ...run } = recorder.recorded();
  return { ...run, features: [...features] };
}

const texts = ['Ann reads', 'Bob reads'];
const { step: _, ...decision } = refusedRequest();
const decisions = [JSON.stringify(decision)];

/** The course of the example as a process sends it. */
function sent() {
  const recorder = recorderOf([...planned('w', texts), ...ran('w', texts)]);
  const told = recorder.handOver();
  if (told === undefined) throw new TypeError('an example has ended');
  return { recorder, told: structuredClone(told) };
}

describe('a process that takes the course of an example', () => {
  test('records what the process that ran it would record', () => {
    const { recorder, told } = sent();
    const own = recorderOf(planned('m', texts));
    own.take(told, decisions);
    own.takeTimes(recorder.times);
    expect(recordedBy(own)).toEqual(recordedBy(recorderOf([...planned('x', texts), ...ran('x', texts)])));
  });

  test('refuses it if a step of the example is another', () => {
    const own = recorderOf(planned('m', ['Ann reads', 'Bob writes']));
    expect(() => own.take(sent().told, decisions)).toThrow('a.feature:2 changed while');
  });

  test('refuses it if it knows no such example', () => {
    expect(() => new RunRecorder().take(sent().told, decisions)).toThrow('a.feature:2 changed while');
  });
});

test('a process that handed a course over forgets it', () => {
  const { recorder } = sent();
  const [feature] = recorder.recorded().features;
  expect(feature?.rules[0]?.examples[0]).toMatchObject({ verdict: 'not run', requests: [] });
});

test('the run is from the first start to the last end of all processes', () => {
  const recorder = recorderOf([
    { testRunStarted: { timestamp: at(5) } },
    { testRunFinished: { timestamp: at(9) } },
  ]);
  recorder.takeTimes({ started: new Date(3000), ended: new Date(8000) });
  recorder.takeTimes({ started: new Date(6000), ended: new Date(11_000) });
  expect(recorder.times).toEqual({ started: new Date(3000), ended: new Date(11_000) });
});
