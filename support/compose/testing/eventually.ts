import { setTimeout } from 'node:timers/promises';

/** For tests: waits until something outside of this process holds. Throws where it has not after some seconds. */
export async function eventually(
  what: string,
  seconds: number,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (const late = performance.now() + seconds * 1000; performance.now() < late; await setTimeout(100)) {
    if (await holds()) return;
  }
  throw new Error(`${what}: not within ${seconds} seconds`);
}
