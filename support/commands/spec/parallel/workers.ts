import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { ownFile } from '../../../node/own-file.ts';
import type { PartInterrupt, PartOrder } from './part-messages.ts';

/** A process of a run that has its order. */
export interface Started {
  readonly child: ChildProcess;
  readonly index: number;
  /** Its exit code and signal, once it has ended. */
  readonly closed: Promise<unknown[]>;
}

/**
 * The processes of a run beside its first. They load keyhole while they wait for their orders, and end if these do not come: disposing them
 * says so.
 */
export class Workers implements Disposable {
  readonly #started: readonly Started[];

  /** Starts all processes of so many but the first. */
  constructor(of: number) {
    this.#started = Array.from({ length: of - 1 }, (_, index) => started({ index: index + 1, of }));
  }

  /** Sends each process its order. */
  order(orders: readonly PartOrder[]): readonly Started[] {
    for (const [index, { child }] of this.#started.entries()) {
      const order = orders[index];
      // The end of a process that is gone already tells it.
      if (order !== undefined) child.send(order, () => {});
    }
    return this.#started;
  }

  /** Lets each process end its current example, and skip the others. One that has not begun skips all. */
  interrupt(signal: NodeJS.Signals): void {
    const message: PartInterrupt = { interrupt: signal };
    for (const { child } of this.#started) child.send(message, () => {});
  }

  [Symbol.dispose](): void {
    for (const { child } of this.#started) if (child.connected) child.disconnect();
  }
}

function started(worker: Worker): Started {
  const child = fork(ownFile('support/commands/spec/parallel/part-process.ts'), {
    // An interrupt of the terminal goes to the process that starts these; it hands on the first, and waits for their ends.
    detached: true,
    serialization: 'advanced',
    env: { ...process.env, ...variablesOf(worker), ...sharedCompileCache() },
  });
  const closed = once(child, 'close');
  // A failure is told to the caller that waits for the end.
  closed.catch(() => {});
  return { child, index: worker.index, closed };
}

/**
 * The folder of compiled code as a variable, so that it is there before the first file. A source compiled without it loads Node.js's
 * compiler of TypeScript, which takes 40 ms.
 */
function sharedCompileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** A process among those of a run. */
interface Worker {
  readonly index: number;
  readonly of: number;
}

/** The variables by which cucumber names its workers to steps. */
export function variablesOf({ index, of }: Worker): Readonly<Record<string, string>> {
  return {
    CUCUMBER_PARALLEL: 'true',
    CUCUMBER_TOTAL_WORKERS: String(of),
    CUCUMBER_WORKER_ID: String(index),
  };
}
