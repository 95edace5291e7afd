import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { childEnvironment } from '../../commands/as/child-environment.ts';
import { startedLab } from '../../commands/testing/started-lab.ts';
import { type Ended, run } from '../../gateway/proof/real-clients/client-process.ts';
import { projectRoot } from '../../node/own-file.ts';
import { expectAsShown, type Outcome, readTranscript } from '../page/transcript.ts';

/** For tests: a lab of the scenario write-only-bucket in a process of its own, and clients that act as its principals. */
export interface ClientLab {
  readonly endpoint: string;
  /** The AWS files that the lab wrote. */
  readonly files: Readonly<Record<'AWS_CONFIG_FILE' | 'AWS_SHARED_CREDENTIALS_FILE', string>>;
  /** The variables of a principal; those of the lab's address alone without one. */
  environmentOf(principal?: string): Promise<Record<string, string>>;
  /** Runs a program as a principal. */
  runAs(principal: string, command: string, ...args: readonly string[]): Promise<Ended>;
  /** Runs the commands of a transcript, as a principal if one is given, and requires what it shows. */
  play(transcript: string, principal?: string): Promise<void>;
  end(): Promise<void>;
}

/** Variables of this machine that would lead a client elsewhere. */
const FOREIGN = /^(?:AWS_|TF_|RCLONE_|S3CMD|GOFLAGS$|JAVA_TOOL_OPTIONS$)/;

/**
 * For tests: starts a lab in a folder. `programs` are the paths of the programs that transcripts name, such as `aws`:
 * each stands on the path by its name there, beside keyhole itself.
 */
export async function startClientLab(
  folder: string,
  programs: Readonly<Record<string, string>> = {},
): Promise<ClientLab> {
  const lab = await startedLab('write-only-bucket', '--scenarios', join(projectRoot, 'scenarios'), '--quiet');
  if (lab.endpoint === '') throw new Error(`The lab did not start: ${lab.greeting}`);
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  const env = {
    ...own,
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    PATH: `${writePrograms(folder, programs)}:${own.PATH}`,
  };
  const settings = join(folder, '.cache', 'lab', new URL(lab.endpoint).port);
  const variablesOf = async (principal?: string): Promise<Record<string, string>> =>
    principal === undefined ? {} : await printedVariables(principal, { folder, env, endpoint: lab.endpoint });
  const environmentOf = async (principal?: string) => ({
    ...childEnvironment(await variablesOf(principal), env),
    AWS_PAGER: '',
  });
  return {
    endpoint: lab.endpoint,
    files: {
      AWS_CONFIG_FILE: join(settings, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(settings, 'credentials'),
    },
    environmentOf,
    async runAs(principal, command, ...args) {
      return run(command, args, { cwd: folder, env: await environmentOf(principal) });
    },
    async play(transcript, principal) {
      const place = { folder, env: principal === undefined ? env : await environmentOf(principal) };
      for (const shown of readTranscript(transcript)) expectAsShown(shown, await shell(shown.command, place));
    },
    async end() {
      await lab.end('SIGTERM');
    },
  };
}

/** The variables that `keyhole env` prints for a principal. */
async function printedVariables(
  principal: string,
  { folder, env, endpoint }: Place & { readonly endpoint: string },
): Promise<Record<string, string>> {
  const line = `keyhole env '${principal}' --shell json --endpoint ${endpoint}`;
  const { output, exitCode } = await shell(line, { folder, env });
  if (exitCode !== 0) throw new Error(`${line} ended with ${exitCode}: ${output}`);
  return JSON.parse(output);
}

/** Milliseconds after which a command has failed: a client may ask again for a long time. */
const LIMIT = 60_000;

interface Place {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a line of a shell; both outputs come in the order in which they were written. */
function shell(line: string, { folder, env }: Place): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: { ...env, AWS_PAGER: '' },
      encoding: 'utf8',
      timeout: LIMIT,
    } as const;
    execFile('bash', ['-c', `exec 2>&1\n${line}`], options, (error, output) => {
      if (error === null) resolve({ output, exitCode: 0 });
      else if (typeof error.code === 'number') resolve({ output, exitCode: error.code });
      else reject(error);
    });
  });
}

/** Writes a folder of programs by the names that people type. */
function writePrograms(folder: string, programs: Readonly<Record<string, string>>): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const own = (path: string) => `'${process.execPath}' '${join(projectRoot, 'support', path)}'`;
  const keyhole = { keyhole: own('commands/keyhole.ts'), 'get-url': own('clients/testing/get-url.ts') };
  const lines = {
    ...keyhole,
    ...Object.fromEntries(
      Object.entries(programs).map(([name, command]) => [name, `'${programAt(command)}'`]),
    ),
  };
  for (const [name, command] of Object.entries(lines)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

/** The path of a program that is on this machine's path, or the path that was given. */
function programAt(command: string): string {
  if (command.includes('/')) return command;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? command;
}
