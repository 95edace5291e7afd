import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isNativeError } from 'node:util/types';
import { tellError } from '../../terminal/warn.ts';
import { interruptedCode } from '../exit-codes.ts';

/** The exit codes of shells for a command that does not exist, or that cannot be run. */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

/** Signals that are passed on. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command with its arguments, or a line for the shell. */
export type ChildCommand = readonly [string, ...string[]] | string;

/**
 * Runs a command with the standard streams of this process. Passes signals on to it, and resolves with its exit code once it
 * has ended. The code is 128 and the number of the signal that ended it, or 127 if there is no such command.
 */
export async function runChild(command: ChildCommand, env: NodeJS.ProcessEnv): Promise<number> {
  const child = started(command, { env, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to both of them.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, pass);
  try {
    const [code, signal]: [number | null, NodeJS.Signals | null] = await Promise.race([
      once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
      once(child, 'error').then(([error]) => Promise.reject(error)),
    ]);
    return code ?? (signal === null ? 1 : interruptedCode(signal));
  } catch (error) {
    return notStarted(command, error);
  } finally {
    for (const signal of PASSED_ON) process.off(signal, pass);
  }
}

function started(command: ChildCommand, options: SpawnOptions) {
  if (typeof command === 'string') return spawn(command, { ...options, shell: true });
  const [name, ...args] = command;
  return spawn(name, args, options);
}

/** Says why a command did not start. Throws any other error. */
function notStarted(command: ChildCommand, error: unknown): number {
  const code = isNativeError(error) && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') throw error;
  const name = typeof command === 'string' ? command : command[0];
  const missing = code === 'ENOENT';
  const why = missing ? 'there is no such command on the path' : `it cannot be run (${code})`;
  tellError(`${name}: ${why}; write the command after -- as in a shell`);
  return missing ? NOT_FOUND : NOT_RUNNABLE;
}
