import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Makes this process hold little memory: V8 then collects short-lived objects sooner, and lets its heap grow in small
 * steps. A lab has 30 MB of live objects. With V8's own settings it holds 145 MB when idle and 390 MB after 60,000
 * requests; with these 105 MB and 190 MB, for the same time on the processor.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=80');
}

/**
 * Collects all garbage and returns its memory to the system, soon and beside other work. Starting a lab leaves some 15 MB.
 * Does nothing where V8 knows no such collection.
 */
export function returnMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect === 'function') collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
}
