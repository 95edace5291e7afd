import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For tests: files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** For tests: a temporary folder that is the current one until it is disposed, with files and copies of folders in it. */
export function inFolder(files: Files, copies: Files = {}): Disposable {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-folder-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const [path, source] of Object.entries(copies))
    cpSync(source, join(folder, path), { recursive: true });
  process.chdir(folder);
  return {
    [Symbol.dispose]() {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    },
  };
}
