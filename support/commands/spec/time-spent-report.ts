import { type Spent, type TimeSpent, usesOfTime } from '../../backends/time-spent.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

const WORDS = {
  starting: ({ seconds }: Spent) => `${shown(seconds)} until the store answered`,
  provisioning: ({ seconds, times }: Spent) => `${shown(seconds)} to provision scenarios ${inTimes(times)}`,
  rewinding: ({ seconds, times }: Spent) => `${shown(seconds)} to put them back ${inTimes(times)}`,
  stopping: ({ seconds }: Spent) => `${shown(seconds)} to remove the store`,
} as const;

/**
 * Where the time of a run on another store went, in a line or two; empty for a run on the embedded store. Several processes spend their
 * times side by side, so their sums may exceed the time of the run.
 */
export function timeSpentReport(spent: TimeSpent, { processes }: { readonly processes: number }): string {
  const uses = usesOfTime.flatMap((use) => {
    const one = spent[use];
    return one === undefined ? [] : [WORDS[use](one)];
  });
  if (uses.length === 0) return '';
  const of = processes > 1 ? `in ${processes} processes together` : 'of that';
  return `${wrapLines(`${of}: ${uses.join(', ')}`, outputWidth()).join('\n')}\n`;
}

function shown(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

function inTimes(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}
