import { once } from 'node:events';
import { startKeyhole } from './run-keyhole.ts';

/** For tests: a lab in a process of its own. */
export interface StartedLab {
  /** The lab's greeting, or its error message. */
  readonly greeting: string;
  readonly endpoint: string;
  /** The text that the lab wrote to its standard error output so far. */
  told(): string;
  /** Sends a signal; resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<unknown>;
}

/** For tests: starts a lab on a free port and waits for its greeting. */
export async function startedLab(...args: readonly string[]): Promise<StartedLab> {
  const child = startKeyhole('lab', '--port', '0', ...args);
  const ended = once(child, 'close');
  const complaints: string[] = [];
  child.stderr.on('data', (data) => complaints.push(String(data)));
  const greeting = await Promise.race([
    once(child.stdout, 'data').then(String),
    ended.then(() => complaints.join('')),
  ]);
  return {
    greeting,
    endpoint: /https?:\S+/.exec(greeting)?.[0] ?? '',
    told: () => complaints.join(''),
    async end(signal) {
      child.kill(signal);
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}
