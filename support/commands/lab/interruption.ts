const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whether somebody wants the process to end; until it is disposed the process does not end by itself. */
export interface Interruption extends Disposable {
  /** Resolves on the first interrupt. Who insists is let go: the second ends the process. */
  readonly happened: Promise<void>;
}

/** Listens for interrupts: Ctrl-C, what `docker stop` sends, and a terminal that closes. */
export function awaitInterruption(): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  let again = false;
  const interrupted = () => {
    if (again) process.exit(1);
    again = true;
    resolve();
  };
  // Listeners that stay: a library that sees the last one go ends the process at once.
  for (const signal of signals) process.on(signal, interrupted);
  return {
    happened: promise,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, interrupted);
    },
  };
}
