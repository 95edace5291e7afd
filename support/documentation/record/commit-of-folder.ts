import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit of a folder. */
export interface FolderCommit {
  readonly id: string;
  /** True if files differ from the commit. */
  readonly changed: boolean;
}

/** The commit that a folder is at; undefined if it is in no repository of Git, or if Git is not installed. */
export async function commitOfFolder(folder: string): Promise<FolderCommit | undefined> {
  const git = async (...args: string[]) => (await run('git', args, { cwd: folder })).stdout.trim();
  try {
    const [id, changes] = await Promise.all([
      git('rev-parse', 'HEAD'),
      git('status', '--porcelain', '--untracked-files=no'),
    ]);
    return { id, changed: changes !== '' };
  } catch {
    return undefined;
  }
}
