import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { jest } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { useOutcomesOf, useScenariosOf, useSettledPaths } from '../../scenario/document/scenario-folder.ts';
import { runKeyhole } from '../program.ts';

/** The tests themselves may run in a workflow of GitHub Actions, whose summary is not for the runs that they start. */
const outsideOfCi = { GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined };

/** For tests: the exit code and the output of a command. */
export interface Ran {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** For tests: runs keyhole in a process of its own; returns its exit code and output. */
export async function keyhole(...args: readonly string[]): Promise<Ran> {
  return keyholeIn({}, ...args);
}

/** For tests: as {@link keyhole}, with more environment variables; an undefined one is removed. */
export async function keyholeIn(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ran> {
  return ran(startKeyholeIn(environment, ...args));
}

/** For tests: waits for the end of a process that {@link startKeyhole} started. */
export async function ran(child: ReturnType<typeof startKeyhole>): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (data) => out.push(String(data)));
  child.stderr.on('data', (data) => err.push(String(data)));
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout: out.join(''), stderr: err.join('') };
}

/** For tests: starts keyhole; the caller ends the process. */
export function startKeyhole(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return startKeyholeIn({}, ...args);
}

/** For tests: as {@link startKeyhole}, with more environment variables. */
export function startKeyholeIn(
  environment: NodeJS.ProcessEnv,
  ...args: readonly string[]
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(
    process.execPath,
    [join(projectRoot, 'support', 'commands', 'keyhole.ts'), ...args, ...keptElsewhere(args)],
    {
      // Tests in a folder of their own run keyhole there; process.cwd() of all others is the project.
      cwd: process.cwd(),
      env: { ...process.env, ...outsideOfCi, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

/**
 * For tests: as {@link keyhole}, in the process of the test, which is a hundred times as fast. Cucumber cannot be loaded
 * in it: a command that runs features takes a process of its own.
 */
export async function keyholeHere(...args: readonly string[]): Promise<Ran> {
  delete process.env.GITHUB_ACTIONS;
  const [out, err]: [string[], string[]] = [[], []];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  try {
    const exitCode = await runKeyhole(args);
    return { exitCode, stdout: stripVTControlCharacters(out.join('')), stderr: err.join('') };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
    // Options name paths for the whole process: the next test finds those of the project again.
    useScenariosOf(undefined);
    useOutcomesOf(undefined);
    useSettledPaths({});
  }
}

/** Options of `keyhole spec` that keep what a test records out of the project, whose own last run stays as it is. */
function keptElsewhere(args: readonly string[]): readonly string[] {
  if (args[0] !== 'spec') return [];
  const file = (name: string) => join(tmpdir(), `keyhole-test-${process.pid}-${name}`);
  const options = { '--run': file('run.json'), '--decisions': file('decisions.jsonl') };
  return Object.entries(options).flatMap(([option, path]) => (args.includes(option) ? [] : [option, path]));
}
