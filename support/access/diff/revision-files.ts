import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';

/** A regular file of a revision. */
export interface GitFile {
  readonly blob: string;
  readonly path: string;
}

/** The regular files of `git ls-tree -z`; links are left out. */
export function treeFiles(output: string): readonly GitFile[] {
  return output.split('\0').flatMap((line) => {
    const [, blob, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return blob === undefined || path === undefined || path.split('/').includes('..') ? [] : [{ blob, path }];
  });
}

/** The copy of a revision. */
interface Copy {
  readonly words: string;
  readonly revision: string;
  readonly root: string;
}

/** Copies a folder of the current folder as the revision has it; undefined if the revision, or the repository, does not have it. */
export function folderOfRevision(named: string, { words, revision, root }: Copy): string | undefined {
  const top = realpathSync(git(words, ['rev-parse', '--show-toplevel']).trim());
  const folder = relative(top, join(realpathSync('.'), relative('.', named))).replaceAll('\\', '/');
  if (folder === '..' || folder.startsWith('../')) return undefined;
  const files = treeFiles(git(words, ['ls-tree', '-r', '-z', '--full-tree', revision, '--', folder || '.']));
  if (files.length === 0) return undefined;
  writeFiles(words, files, root);
  return join(root, folder);
}

/** Writes files as a revision has them. One process reads them all. */
export function writeFiles(words: string, files: readonly GitFile[], root: string): void {
  const contents = gitBytes(words, ['cat-file', '--batch'], files.map(({ blob }) => `${blob}\n`).join(''));
  let at = 0;
  for (const { path } of files) {
    const end = contents.indexOf('\n', at);
    const size = Number(contents.toString('latin1', at, end).split(' ')[2]);
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
}

/** The answer of git, as text. Throws SpecError if it refuses; `words` named what was asked for. */
export function git(words: string, args: readonly string[]): string {
  return gitBytes(words, args).toString();
}

function gitBytes(words: string, args: readonly string[], input = ''): Buffer {
  try {
    return execFileSync('git', args, { input, maxBuffer: 1024 * 1024 * 1024, stdio: 'pipe' });
  } catch (cause) {
    const said = String(Object(cause).stderr ?? '').trim();
    const why = said === '' ? 'git could not be run' : said.split('\n')[0]?.replace(/^fatal: /, '');
    throw new SpecError(
      'unknown-scenario',
      `${words} is neither a scenario here nor one in a revision: ${why}`,
      { cause },
    );
  }
}
