import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';

/**
 * The files of runs that a path names: itself, or all records and messages in a folder and its folders. Workflows download
 * the record of each machine to a folder of its own. Throws SpecError `unreadable-file` for a folder without such a file.
 */
export function filesOfRuns(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const files = globSync('**/*.{json,ndjson}', { cwd: path }).toSorted();
  if (files.length > 0) return files.map((file) => join(path, file));
  throw new SpecError(
    'unreadable-file',
    `${path} has no record of a run: name a folder with files such as \`run.json\``,
  );
}
