import { interruptedBy, interruptRun } from '../../backends/run-interruption.ts';
import { interruptedCode } from '../exit-codes.ts';

/** The effects of an interrupt, beside that the current examples end. */
interface Interruption {
  /** Prints nothing: the process that started this one does. */
  readonly quiet?: boolean;
  /** Called with the first signal. */
  readonly also?: (signal: NodeJS.Signals) => void;
}

/**
 * Runs so that an interrupt lets the current examples end and skips the others: what ran can be reported. A second interrupt
 * ends the process at once.
 */
export async function interruptible<T>(
  run: () => Promise<T>,
  { quiet = false, also }: Interruption = {},
): Promise<T> {
  const interrupted = (signal: NodeJS.Signals) => {
    // The watchdog still removes containers.
    if (interruptedBy() !== undefined) process.exit(interruptedCode(signal));
    interruptRun(signal);
    also?.(signal);
    if (!quiet)
      process.stderr.write('\nkeyhole: interrupted; the current example ends, then what ran is reported\n');
  };
  // The listeners stay: a library that sees the last one removed ends the process at once.
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    return await run();
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
