import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../commands/project-root.ts';

/** For tests: what a command wrote, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly written: string;
  readonly complaints: string;
}

/** For tests: runs a command in the project's folder; undefined where there is no such command. */
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

/** For tests: what a command wrote. Throws with all that it complained of where it fails. */
export async function written(command: readonly string[], variables?: NodeJS.ProcessEnv): Promise<string> {
  const end = await ended(command, variables);
  if (end?.code === 0) return end.written;
  throw new Error(
    `${command.join(' ')}\n${end === undefined ? 'is not there' : end.written + end.complaints}`,
  );
}

/** For tests: how Docker Compose is called here, with or without the plugin; undefined where there is none. */
export async function composeCommand(): Promise<readonly string[] | undefined> {
  if ((await ended(['docker', 'info']))?.code !== 0) return undefined;
  for (const command of [['docker', 'compose'], ['docker-compose']]) {
    if ((await ended([...command, 'version']))?.code === 0) return command;
  }
  return undefined;
}
