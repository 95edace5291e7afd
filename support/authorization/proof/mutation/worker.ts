import type { Replacement } from './mutated-modules.ts';
import { noticedBy } from './suite.ts';

/**
 * Tries the mutants that it is sent, one at a time. `noticed` names the test; `invalid` means that it does not parse.
 */
process.on('message', async (replacement: Replacement) => {
  process.send?.(await answer(replacement));
});

async function answer(
  replacement: Replacement,
): Promise<{ readonly noticed?: string; readonly invalid?: true }> {
  try {
    const noticed = await noticedBy(replacement);
    return noticed === undefined ? {} : { noticed };
  } catch {
    return { invalid: true };
  }
}
