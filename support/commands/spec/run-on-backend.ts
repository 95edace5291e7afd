import { stopBackend } from '../../backends/backend.ts';
import { type BackendChoice, chooseBackend } from '../../backends/choose-backend.ts';
import { interruptedBy, interruptRun } from '../../backends/run-interruption.ts';
import { interruptedCode } from '../exit-codes.ts';

/**
 * Runs on a backend and removes everything made there. An interrupt lets the current example end and skips the others,
 * so that what ran can be reported. Throws SpecError `unusable-backend` if the backend does not start, or stops.
 */
export async function onBackend<T>(choice: BackendChoice, run: () => Promise<T>): Promise<T> {
  // The listeners stay: a library that sees the last one removed ends the process at once.
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  try {
    const starting = chooseBackend(choice);
    if (starting === undefined) return await run();
    const made = await run().catch(async (error: unknown) => {
      // If the backend did not start, its error is the reason why the run failed.
      await starting;
      throw error;
    });
    const backend = await starting;
    if (interruptedBy() === undefined) await backend.check();
    return made;
  } finally {
    await stopBackend();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

function interrupted(signal: NodeJS.Signals): void {
  // A second interrupt exits at once; the watchdog still removes containers.
  if (interruptedBy() !== undefined) process.exit(interruptedCode(signal));
  interruptRun(signal);
  process.stderr.write('\nkeyhole: interrupted; the current example ends, then what ran is reported\n');
}
