import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { type SnapshotDocument, snapshotIn, snapshotText } from './snapshot-document.ts';

/** Reads a snapshot. Throws SpecError for a file that cannot be read, and for one that is no valid snapshot. */
export function readSnapshot(file: string): SnapshotDocument {
  return snapshotIn(parsed(readText(file), file), file);
}

/**
 * Writes a snapshot whole or not at all; only the user may read it. Throws SpecError if it cannot be written, and for a file
 * that exists and is no snapshot.
 */
export function writeSnapshot(file: string, snapshot: SnapshotDocument): number {
  const text = snapshotText(snapshot);
  const unfinished = `${file}.${randomUUID()}`;
  try {
    if (existsSync(file) && !isOurs(file)) {
      const message = `${file} exists and is no snapshot: give another name, or remove it`;
      throw new SpecError('unreadable-file', message);
    }
    writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, file);
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw new SpecError('unreadable-file', `${file} cannot be written${codeOf(cause)}`, { cause });
  } finally {
    rmSync(unfinished, { force: true });
  }
  return Buffer.byteLength(text);
}

/** True for a file that a snapshot may replace: it begins as one, whatever version it is of. */
function isOurs(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith('{\n"keyhole": "snapshot",');
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const isCut = text.startsWith('{\n"keyhole": "snapshot"');
    const message = isCut
      ? `${file} is broken: it was changed or cut after it was saved`
      : `${file} is not a snapshot that keyhole saved`;
    throw new SpecError('invalid-document', message, { cause });
  }
}

function codeOf(cause: unknown): string {
  if (!isNativeError(cause) || !('code' in cause)) return '';
  return cause.code === 'ENOENT' ? ': there is no such file or folder' : ` (${String(cause.code)})`;
}
