import { SpecError } from '../../scenario/spec-error.ts';
import type { SpecOptions } from './spec-options.ts';

/** The most processes. More would only wait for each other. */
const MOST = 64;

/**
 * The number of processes of a run; 1 unless `--parallel` says another. Throws SpecError for a text that is no number, and for
 * options that need a single process.
 */
export function processesOf({ parallel, messages, html, backend }: SpecOptions): number {
  if (parallel === undefined) return 1;
  const number = /^\d{1,3}$/.test(parallel) ? Number(parallel) : 0;
  if (number < 1 || number > MOST)
    throw new SpecError(
      'nothing-selected',
      `--parallel ${parallel}: give a number of processes from 1 to ${MOST}`,
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
