import type { Ratio } from './interleaved.ts';

/** The direction in which a ratio moved. */
export type Move = 'slower' | 'faster';

/** A change below this part is nothing that this measurement can tell, whatever its own intervals say. */
const LEAST = 0.1;

/** The direction in which a ratio moved since a record; undefined if the difference may be noise. */
export function moveOf(now: Ratio, recorded: Ratio): Move | undefined {
  const change = now.ratio / recorded.ratio;
  if (now.low > recorded.high && change > 1 + LEAST) return 'slower';
  if (now.high < recorded.low && change < 1 - LEAST) return 'faster';
  return undefined;
}
