import { stopBackend } from '../../backends/backend.ts';
import { chooseBackend, type RunBackend } from '../../backends/choose-backend.ts';
import { interruptedBy } from '../../backends/run-interruption.ts';
import { interruptible } from './interruptible.ts';

/**
 * Runs on a backend and removes everything made there. An interrupt lets the current example end and skips the others,
 * so that what ran can be reported. Throws SpecError `unusable-backend` if the backend does not start, or stops.
 */
export function onBackend<T>(choice: RunBackend, run: () => Promise<T>, { quiet = false } = {}): Promise<T> {
  return interruptible(() => onBackendUninterrupted(choice, run), { quiet });
}

/** Runs as {@link onBackend} does, where the caller takes the signals of an interrupt. */
export async function onBackendUninterrupted<T>(choice: RunBackend, run: () => Promise<T>): Promise<T> {
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
  }
}
