import { setTimeout } from 'node:timers/promises';

/**
 * For tests: waits until a condition outside of this process holds. Throws Error if it does not hold within the
 * seconds.
 */
export async function eventually(
  what: string,
  seconds: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (const late = performance.now() + seconds * 1000; performance.now() < late; await setTimeout(100)) {
    if (await holds()) return;
  }
  throw new Error(`${what}: this did not happen within ${seconds} seconds`);
}
