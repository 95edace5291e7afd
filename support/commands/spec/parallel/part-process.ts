import { enableCompileCache } from 'node:module';
import { promisify } from 'node:util';
import { interruptRun } from '../../../backends/run-interruption.ts';
import type { PartInterrupt, PartMessage, PartOrder } from './part-messages.ts';

/**
 * The process of a part: {@link file://./workers.ts} starts it, and says what to run in its first message. It ends when
 * its part does, early if a message interrupts it, and at once if the process that started it is gone.
 */
enableCompileCache();
// The modules load while the order is on its way.
const loading = import('./run-part.ts');
// A failure is told in answer to the order.
loading.catch(() => {});
process.once('disconnect', () => process.exit());
process.on('message', (message: PartOrder | PartInterrupt) => {
  if ('interrupt' in message) interruptRun(message.interrupt);
  else void run(message);
});

async function run(order: PartOrder): Promise<void> {
  const last = await loading.then(({ runPart }) => runPart(order, send)).catch(givenUp);
  // Messages are sent in order: with the last one, all have left.
  await promisify((message: PartMessage, sent: (error: Error | null) => void) =>
    process.send?.(message, undefined, undefined, sent),
  )(last);
  process.removeAllListeners('disconnect');
  process.disconnect();
}

function send(message: PartMessage): void {
  process.send?.(message);
}

function givenUp(error: unknown): PartMessage {
  const code: unknown = Reflect.get(Object(error), 'code');
  const isMistake = error instanceof Error && error.name === 'AuthorMistake';
  const message = error instanceof Error ? (isMistake ? error.message : error.stack) : undefined;
  return {
    kind: 'given up',
    code: isMistake && typeof code === 'string' ? code : undefined,
    message: message ?? String(error),
  };
}
