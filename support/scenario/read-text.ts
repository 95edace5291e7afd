import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { suggestion } from '../authorization/terms/nearest.ts';
import { SpecError } from './spec-error.ts';

/**
 * The text of a file, which messages call `shown`. Throws SpecError `unreadable-file`. If there is no such file, the message has
 * the nearest name in the folder.
 */
export function readText(path: string, shown = path): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SpecError('unreadable-file', `${shown} cannot be read: ${reasonOf(cause, path)}`, { cause });
  }
}

function reasonOf(cause: unknown, path: string): string {
  switch (Object(cause).code) {
    case 'ENOENT':
      return `there is no such file${suggestion(basename(path), namesIn(dirname(path)))}`;
    case 'EISDIR':
      return 'it is a folder';
    default:
      return 'check its permissions';
  }
}

/** The names in a folder; none if there is no such folder. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
