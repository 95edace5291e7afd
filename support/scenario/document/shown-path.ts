import { relative } from 'node:path';

/** The path of a file in messages, relative to the current folder. */
export function shownPath(path: string): string {
  return relative(process.cwd(), path) || path;
}
