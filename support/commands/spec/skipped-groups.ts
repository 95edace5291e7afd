import type { ExampleResult } from './example-result.ts';
import { placeOf } from './failure-report.ts';

/** The most places that are listed for one reason. */
const LISTED = 3;

/** True for an example that did not run to its end, without a failure. */
export function isSkipped({ status }: ExampleResult): boolean {
  return status === 'skipped';
}

/** The examples that were skipped, by reason: `2 examples of W01, W02: this backend does not perform …`. */
export function skippedGroups(examples: readonly ExampleResult[]): readonly string[] {
  const byReason = Map.groupBy(examples.filter(isSkipped), reasonOf);
  return [...byReason].map(
    ([reason, group]) =>
      `${group.length} ${group.length === 1 ? 'example' : 'examples'}${which(group)}: ${reason}`,
  );
}

/** The reason why an example was skipped. */
export function reasonOf({ skipped = 'no reason was given' }: ExampleResult): string {
  return skipped;
}

/** `, 2 skipped`; empty for none. */
export function countOfSkipped(count: number): string {
  return count === 0 ? '' : `, ${count} skipped`;
}

/** The outcomes of examples, or their places if they have none. */
function which(group: readonly ExampleResult[]): string {
  const ids = new Set(group.flatMap(({ outcomes }) => outcomes));
  if (ids.size > 0) return ` of ${[...ids].join(', ')}`;
  const places = group.slice(0, LISTED).map(placeOf);
  return ` (${[...places, ...(group.length > LISTED ? ['…'] : [])].join(', ')})`;
}
