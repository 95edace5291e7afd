import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../node/own-file.ts';
import { startKeyhole } from '../../../testing/run-keyhole.ts';

/** For tests: a lab that watches a scenario. */
export interface WatchedLab {
  readonly endpoint: string;
  /** Does something, and resolves with the words of the lab once they contain a text. */
  after(act: () => void, text: string): Promise<string>;
  end(): Promise<unknown>;
}

/** For tests: copies the scenario `shared-reports` and its feature to the current folder. */
export function copyOwnSpecification(): void {
  for (const folder of ['scenarios', 'features'])
    cpSync(join(projectRoot, 'template', folder), folder, { recursive: true });
}

/** For tests: starts a lab that watches the scenario `shared-reports` of the current folder. */
export async function watchedLab(...args: readonly string[]): Promise<WatchedLab> {
  const child = startKeyhole('lab', 'shared-reports', '--watch', '--port', '0', '--quiet', ...args);
  let words = '';
  child.stderr.on('data', (data) => {
    words += String(data);
  });
  const ended = once(child, 'close');
  const greeting = await Promise.race([once(child.stdout, 'data').then(String), ended.then(() => words)]);
  return {
    endpoint: /https?:\S+/.exec(greeting)?.[0] ?? '',
    async after(act, text) {
      words = '';
      act();
      while (!words.includes(text)) await Promise.race([once(child.stderr, 'data'), died(ended, text)]);
      return words;
    },
    async end() {
      child.kill('SIGINT');
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}

async function died(ended: Promise<unknown>, text: string): Promise<never> {
  await ended;
  throw new Error(`the lab ended before it said ${text}`);
}
