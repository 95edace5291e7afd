import { resolve } from 'node:path';

/** The file that a run of the specification writes its record to, in the current folder unless another is given. */
export function runFile(file = '.cache/run.json'): string {
  return resolve(file);
}
