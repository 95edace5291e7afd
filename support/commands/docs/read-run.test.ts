import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readRun } from './read-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-read-run-'));
const file = join(folder, 'messages.ndjson');
afterAll(() => rmSync(folder, { recursive: true }));

const timestamp = { seconds: 100, nanos: 0 };
const messages = [
  { meta: { protocolVersion: '32.0.0' } },
  { testRunStarted: { timestamp } },
  { testRunFinished: { timestamp, success: true } },
];

/** The run of messages that were written to a file. */
async function runOf(lines: readonly object[], more = '') {
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n') + more);
  return (await readRun(file)).run;
}

describe('messages of cucumber', () => {
  test('do not tell on which store the run was, so that no store is said to hold', async () => {
    expect((await runOf(messages)).store).toEqual({ kind: 'unknown' });
  });

  test('tell no commit: the one of the folder may be another', async () => {
    expect((await runOf(messages)).commit).toBeUndefined();
  });

  test('tell the versions of cucumber and Node.js, and none of keyhole', async () => {
    const implementation = { name: 'cucumber-js', version: '13.3.0' };
    const meta = {
      protocolVersion: '32.0.0',
      implementation,
      runtime: { name: 'node.js', version: '22.0.1' },
    };
    const told = await runOf([{ meta }, ...messages.slice(1)]);
    expect(told.versions).toEqual({ 'cucumber-js': '13.3.0', node: '22.0.1' });
    expect((await runOf(messages)).versions).toEqual({});
  });

  test('without their end are of an interrupted run', async () => {
    expect((await runOf(messages)).interrupted).toBe(false);
    expect((await runOf(messages.slice(0, 2))).interrupted).toBe(true);
  });

  test('of examples on a scenario that this folder lacks are refused, with what to name', async () => {
    const step = { id: 's', keyword: 'Given ', location: { line: 3, column: 5 } };
    const match = { group: { start: 4, value: 'moon-base' }, parameterTypeName: 'scenario' };
    const tested = [
      {
        gherkinDocument: {
          uri: 'features/moon/base.feature',
          feature: {
            ...{ location: { line: 1 }, name: 'Who lands?', description: '', tags: [] },
            children: [
              {
                scenario: {
                  id: 'e',
                  location: { line: 2 },
                  name: 'One lands',
                  description: '',
                  steps: [step],
                  examples: [],
                },
              },
            ],
          },
        },
      },
      {
        pickle: {
          ...{ id: 'p', uri: 'features/moon/base.feature', name: 'One lands', astNodeIds: ['e'], tags: [] },
          steps: [{ id: 'ps', text: 'the moon-base scenario', astNodeIds: ['s'], type: 'Outcome' }],
        },
      },
      {
        testCase: {
          ...{ id: 'c', pickleId: 'p' },
          testSteps: [
            { id: 't', pickleStepId: 'ps', stepMatchArgumentsLists: [{ stepMatchArguments: [match] }] },
          ],
        },
      },
      { testCaseStarted: { id: 'a', testCaseId: 'c', timestamp } },
      { testStepFinished: { testCaseStartedId: 'a', testStepId: 't', testStepResult: { status: 'PASSED' } } },
      { testCaseFinished: { testCaseStartedId: 'a', timestamp } },
    ];
    await expect(runOf([...messages.slice(0, 2), ...tested])).rejects.toThrow(
      'messages.ndjson tells of examples on the scenario moon-base, which scenarios does not have: name the folder of its scenarios with --scenarios',
    );
  });

  test('that are cut off within a line are refused', async () => {
    await expect(runOf(messages, '\n{"testRun')).rejects.toThrow(
      'are messages of cucumber that end within line 4',
    );
  });
});
