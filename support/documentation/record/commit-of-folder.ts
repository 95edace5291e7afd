import { execFileSync } from 'node:child_process';

/** The commit of a folder. */
export interface FolderCommit {
  readonly id: string;
  /** True if files differ from the commit. */
  readonly changed: boolean;
}

/** The commit that a folder is at; undefined if it is in no repository of Git, or if Git is not installed. */
export function commitOfFolder(folder: string): FolderCommit | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return {
      id: git('rev-parse', 'HEAD'),
      changed: git('status', '--porcelain', '--untracked-files=no') !== '',
    };
  } catch {
    return undefined;
  }
}
