import { text } from 'node:stream/consumers';
import { removeContainersOf } from './remove-containers.ts';

/** Run by {@link file://./watchdog.ts}: waits for its parent to end, and removes what it left behind. */
const [, , run = ''] = process.argv;
// An interrupt goes to all processes of a terminal: this one has work to do after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
const last = await text(process.stdin);
if (last !== 'dismissed') {
  await removeContainersOf(run);
  // One that was being created at that moment.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await removeContainersOf(run);
}
