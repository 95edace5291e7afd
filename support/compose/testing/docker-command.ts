import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../node/own-file.ts';

/** For tests: the output and exit code of a command. */
export interface Ended {
  readonly code: number | null;
  readonly written: string;
  readonly complaints: string;
}

/** For tests: runs a command in the project's folder; undefined if the command does not exist. */
export async function ended(
  [command = '', ...args]: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<Ended | undefined> {
  const env = { ...process.env, ...variables };
  const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close').catch(() => undefined);
  const [written, complaints, end] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return end === undefined ? undefined : { code: child.exitCode, written: written.trim(), complaints };
}

/** For tests: the output of a command. Throws Error with its messages if it fails. */
export async function written(command: readonly string[], variables?: NodeJS.ProcessEnv): Promise<string> {
  const end = await ended(command, variables);
  if (end?.code === 0) return end.written;
  throw new Error(
    `${command.join(' ')}\n${end === undefined ? 'does not exist' : end.written + end.complaints}`,
  );
}

/** For tests: the words that call Docker Compose here, as a plugin or not; undefined if there is none. */
export async function composeCommand(): Promise<readonly string[] | undefined> {
  if ((await ended(['docker', 'info']))?.code !== 0) return undefined;
  for (const command of [['docker', 'compose'], ['docker-compose']]) {
    if ((await ended([...command, 'version']))?.code === 0) return command;
  }
  return undefined;
}
