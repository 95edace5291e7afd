import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shownPath } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The file that says what an import wrote and what it did not understand. */
const REPORT = 'import.json';

/** A change that an import made to a file. */
export interface FileChange {
  readonly path: string;
  readonly change: 'written' | 'changed' | 'removed';
}

/**
 * Writes the files of an import into a folder, and removes those of the import before that are not among them. `report` goes to
 * import.json, with the digests of the files. Returns the changes; unchanged files are not among them.
 *
 * Throws SpecError, and writes nothing, if a file is there that no import wrote, or that was edited since. `force` overwrites the latter.
 */
export function writeImport(
  folder: string,
  files: ReadonlyMap<string, string>,
  { report, force }: { readonly report: object; readonly force: boolean },
): readonly FileChange[] {
  const earlier = earlierFiles(folder);
  refuseOthers(folder, files, { earlier, force });
  const changes: FileChange[] = [];
  for (const [path, text] of files) {
    const at = join(folder, path);
    const before = textAt(at);
    if (before === text) continue;
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
    changes.push({ path, change: before === undefined ? 'written' : 'changed' });
  }
  for (const path of Object.keys(earlier)) {
    const at = join(folder, path);
    if (files.has(path) || !existsSync(at)) continue;
    rmSync(at);
    changes.push({ path, change: 'removed' });
  }
  const digests = Object.fromEntries([...files].map(([path, text]) => [path, digestOf(text)]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, REPORT), `${JSON.stringify({ ...report, files: digests }, undefined, 2)}\n`);
  return changes;
}

type Digests = Readonly<Record<string, string>>;

/** The files that the import before wrote, with their digests. Paths that lead out of the folder are not among them. */
function earlierFiles(folder: string): Digests {
  const text = textAt(join(folder, REPORT));
  if (text === undefined) return {};
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch (cause) {
    const remedy = 'remove it, and the files that the import before wrote';
    throw new SpecError('syntax', `${shownPath(join(folder, REPORT))} is not JSON: ${remedy}`, { cause });
  }
  const files = Object.entries(Object(Object(report).files));
  return Object.fromEntries(
    files.flatMap(([path, digest]) =>
      typeof digest === 'string' && !path.split('/').includes('..') && !path.startsWith('/')
        ? [[path, digest]]
        : [],
    ),
  );
}

function refuseOthers(
  folder: string,
  files: ReadonlyMap<string, string>,
  { earlier, force }: { readonly earlier: Digests; readonly force: boolean },
): void {
  for (const path of new Set([...files.keys(), ...Object.keys(earlier)])) {
    const text = textAt(join(folder, path));
    if (text === undefined || text === files.get(path)) continue;
    const shown = shownPath(join(folder, path));
    const digest = earlier[path];
    if (digest === undefined)
      throw new SpecError(
        'invalid-document',
        `${shown} exists, and no import wrote it: choose another folder with --out`,
      );
    if (digest !== digestOf(text) && !force)
      throw new SpecError(
        'invalid-document',
        `${shown} was edited after it was imported: keep the edit under another name, or overwrite it with --force`,
      );
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
