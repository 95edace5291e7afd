import { execFileSync } from 'node:child_process';

/** For tests: runs git in the current folder, as an author that no setting names. Throws if git fails. */
export function gitHere(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { stdio: 'pipe' });
}
