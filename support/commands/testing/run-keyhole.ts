import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { jest } from '@jest/globals';
import { runKeyhole } from '../program.ts';
import { projectRoot } from '../project-root.ts';

/** For tests: what a command did. */
export interface Ran {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** For tests: runs keyhole as a user would; gives its exit code and what it printed on each stream. */
export async function keyhole(...args: readonly string[]): Promise<Ran> {
  const child = startKeyhole(...args);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (data) => out.push(String(data)));
  child.stderr.on('data', (data) => err.push(String(data)));
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout: out.join(''), stderr: err.join('') };
}

/** For tests: starts keyhole; whoever does ends it. */
export function startKeyhole(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ['support/commands/keyhole.ts', ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** For tests: as {@link keyhole}, without a process of its own: a hundred times as fast. */
export async function keyholeHere(...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  try {
    const exitCode = await runKeyhole(args);
    return { exitCode, stdout: stripVTControlCharacters(out.join('')), stderr: err.join('') };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
