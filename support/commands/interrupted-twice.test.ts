import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../node/own-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-twice-'));
afterAll(() => rmSync(folder, { recursive: true }));

let started: ChildProcessByStdio<null, null, Readable>;
afterEach(() => {
  const { pid, exitCode } = started;
  if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL');
});

const own = (file: string) => join(projectRoot, file);
const DENIED = `When the intern role lists the reports bucket
    Then access is denied: no bucket policy allows s3:ListBucket`;

beforeAll(() => {
  mkdirSync(join(folder, 'steps'));
  writeFileSync(
    join(folder, 'steps/wait.mts'),
    `import { Given } from '${own('steps/index.ts')}';
    Given('the example waits', { timeout: -1 }, () => {
      console.error('waiting');
      return new Promise(() => setInterval(() => {}, 1000));
    });`,
  );
  writeFileSync(
    join(folder, 'wait.feature'),
    `Feature: Waiting\n  Example: For ever\n    Given the shared-reports scenario\n    And the example waits\n    ${DENIED}\n`,
  );
  writeFileSync(
    join(folder, 'lab.mts'),
    `import { awaitInterruption } from '${own('support/commands/lab/interruption.ts')}';
    const interruption = awaitInterruption();
    setInterval(() => {}, 1000);
    console.error('waiting');
    await interruption.happened;
    console.error('interrupted');`,
  );
});

const SPEC = [
  own('support/commands/keyhole.ts'),
  ...[
    'spec',
    '--features',
    folder,
    '--steps',
    join(folder, 'steps'),
    '--scenarios',
    own('template/scenarios'),
  ],
  ...['--decisions', join(folder, 'decisions.jsonl')],
];

/** Waits until a process has written a text to its error stream. */
async function written(child: ChildProcessByStdio<null, null, Readable>, text: string): Promise<void> {
  let all = '';
  for await (const piece of child.stderr.iterator({ destroyOnReturn: false })) {
    all += String(piece);
    if (all.includes(text)) return;
  }
  throw new Error(`the process ended without "${text}": ${all}`);
}

test.each([
  ['keyhole spec', 'SIGINT', 130, SPEC],
  ['keyhole spec', 'SIGTERM', 143, SPEC],
  ['keyhole lab, while it removes what it made', 'SIGINT', 130, [join(folder, 'lab.mts')]],
] as const)(
  'a second interrupt ends %s at once (%s, %d), and leaves no process',
  async (_, signal, code, command) => {
    started = spawn(process.execPath, command, {
      cwd: folder,
      // A group of its own, so that a process that it leaves is found.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const child = started;
    const { pid = 0 } = child;
    await written(child, 'waiting');
    child.kill(signal);
    await written(child, 'interrupted');
    const exited = once(child, 'exit');
    child.kill(signal);
    expect(await exited).toEqual([code, null]);
    expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
  },
);
