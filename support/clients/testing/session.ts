import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from '@jest/globals';

/** For tests: a part of a session: a title, and a transcript that needs no other part. */
export type SessionPart = readonly [title: string, transcript: string];

/** For tests: the parts of a session of a client, each below a line with its title after `# `. */
export function sessionParts(client: string): readonly SessionPart[] {
  const file = new URL(`../sessions/${client}.console`, import.meta.url);
  const [before = '', ...parts] = `\n${readFileSync(file, 'utf8')}`.split('\n# ');
  if (before.trim() !== '') throw new Error(`sessions/${client}.console begins with a title after "# "`);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return [part.slice(0, end), part.slice(end + 1)];
  });
}

/** For tests: writes the files that the sessions upload. */
export function writeSessionFiles(folder: string): void {
  writeFileSync(join(folder, 'hello.txt'), 'hello\n');
  mkdirSync(join(folder, 'tree', 'a folder'), { recursive: true });
  writeFileSync(join(folder, 'tree', 'a folder', 'ü + b&c.txt'), 'hello\n');
  writeFileSync(join(folder, 'tree', 'empty'), '');
  // Above 5 MiB, the smallest part of an upload in parts.
  writeFileSync(join(folder, 'tree', 'large'), Buffer.alloc(6_000_000, 'a large file; '));
}

/**
 * For tests: plays the parts of a session before the tests, two at a time, as clients that start an interpreter take long.
 * Returns the end of the part with a title.
 */
export function partsBeingPlayed(
  parts: readonly SessionPart[],
  play: (transcript: string) => Promise<void>,
): (title: string) => Promise<void> {
  const ends = new Map<string, PromiseSettledResult<void>>();
  beforeAll(async () => {
    const waiting = [...parts];
    const player = async () => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        const [title, transcript] = part;
        const [end] = await Promise.allSettled([play(transcript)]);
        ends.set(title, end);
      }
    };
    await Promise.all([player(), player()]);
  });
  return async (title) => {
    const end = ends.get(title);
    if (end?.status === 'fulfilled') return;
    throw end?.reason ?? new Error(`"${title}" was not played`);
  };
}
