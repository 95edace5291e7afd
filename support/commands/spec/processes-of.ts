import { availableParallelism } from 'node:os';
import { SpecError } from '../../scenario/spec-error.ts';
import type { SpecOptions } from './spec-options.ts';

/** The most processes. More would only wait for each other. */
const MOST = 64;

/** The most processes that are taken unasked. Each loads all features, so that further ones gain little. */
const MOST_UNASKED = 4;

/**
 * The number of processes of a run; 1 unless `--parallel` says another. With `auto` there is one for each core, if all examples run
 * on the embedded store. Throws SpecError for a text that is no number, and for options that need a single process.
 */
export function processesOf(options: SpecOptions, cores = availableParallelism()): number {
  const { parallel, messages, html, backend } = options;
  if (parallel === undefined) return 1;
  if (parallel === 'auto') return isWhole(options) ? Math.min(cores, MOST_UNASKED) : 1;
  const number = /^\d{1,3}$/.test(parallel) ? Number(parallel) : 0;
  if (number < 1 || number > MOST)
    throw new SpecError(
      'nothing-selected',
      `--parallel ${parallel}: give a number of processes from 1 to ${MOST}, or auto`,
    );
  if (number === 1) return 1;
  if (backend === 'endpoint')
    throw new SpecError(
      'unusable-backend',
      '--parallel needs a store for each process, and --endpoint is one store: leave out one of the two',
    );
  const file = messages === undefined ? html && '--html' : '--messages';
  if (file !== undefined)
    throw new SpecError(
      'nothing-selected',
      `${file} tells the messages of one process: leave it out, or leave out --parallel`,
    );
  return number;
}

/** True for a run of all examples that several processes can share. A few examples end sooner in one. */
function isWhole({ paths, tags, messages, html, backend = 'embedded' }: SpecOptions): boolean {
  return (
    paths.length === 0 &&
    [tags, messages, html].every((option) => option === undefined) &&
    backend === 'embedded'
  );
}
