import { interruptedCode } from '../exit-codes.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An interrupt by the user. The process does not end by itself until this is disposed. */
export interface Interruption extends Disposable {
  /** Resolves on the first interrupt. A second interrupt ends the process at once. */
  readonly happened: Promise<void>;
}

/** Listens for interrupts: Ctrl-C, the signal of `docker stop`, and a closed terminal. */
export function awaitInterruption(): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  let again = false;
  const interrupted = (signal: NodeJS.Signals) => {
    if (again) process.exit(interruptedCode(signal));
    again = true;
    resolve();
  };
  // The listeners stay: a library that sees the last one removed ends the process at once.
  for (const signal of signals) process.on(signal, interrupted);
  return {
    happened: promise,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, interrupted);
    },
  };
}
