import { text } from 'node:stream/consumers';
import { removeContainersOf } from './remove-containers.ts';

/**
 * {@link file://./watchdog.ts} runs this. It waits for its parent to end, and removes the containers that the
 * parent left.
 */
const [, , run = ''] = process.argv;
// An interrupt goes to all processes of a terminal: this one has work to do after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
const last = await text(process.stdin);
if (last !== 'dismissed') {
  await removeContainersOf(run);
  // A container may have been created at that moment.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await removeContainersOf(run);
}
