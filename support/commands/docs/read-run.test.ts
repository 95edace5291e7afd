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

  test('without their end are of an interrupted run', async () => {
    expect((await runOf(messages)).interrupted).toBe(false);
    expect((await runOf(messages.slice(0, 2))).interrupted).toBe(true);
  });

  test('that are cut off within a line are refused', async () => {
    await expect(runOf(messages, '\n{"testRun')).rejects.toThrow(
      'are messages of cucumber that end within line 4',
    );
  });
});
