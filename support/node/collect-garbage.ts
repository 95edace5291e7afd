import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects all garbage now; once the process has nothing else to do if it is told to wait. */
export function collectGarbage({ whenIdle = false } = {}): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect !== 'function') return;
  if (whenIdle) collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
  else collect();
}
