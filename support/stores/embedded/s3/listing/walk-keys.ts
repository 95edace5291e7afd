import type { KeyHistory } from '../buckets/bucket.ts';
import type { KeyIndex } from '../objects/key-index.ts';
import { compareKeys } from '../objects/key-order.ts';

/** The keys that a listing covers, and the place where it continues. */
export interface Walk {
  readonly prefix: string;
  /** Keys are rolled up to the delimiter's first occurrence after the prefix; empty for no rolling up. */
  readonly delimiter: string;
  /** Only keys after this one. */
  readonly after: string;
  /** True if `after` itself is walked too, for versions that the previous page left over. */
  readonly including?: boolean;
  /** True if a common prefix that `after` begins with was listed already. */
  readonly skipsListedPrefix: boolean;
}

/** A step of a listing: the versions of a key, or a common prefix that stands for one or more keys. */
export type Step = { readonly history: KeyHistory } | { readonly commonPrefix: string };

/**
 * Steps through keys in order. A common prefix takes one step, however many keys it hides: the walk jumps over them.
 *
 * `isListed` says whether a key has anything to list, so that no common prefix stands for deleted keys alone.
 */
export function* walkKeys(
  keys: KeyIndex<KeyHistory>,
  walk: Walk,
  isListed: (history: KeyHistory) => boolean,
): Generator<Step> {
  let cursor = keys.seek(startsBefore(walk));
  for (let history = cursor.next(); history !== undefined; history = cursor.next()) {
    if (!history.key.startsWith(walk.prefix)) return;
    const commonPrefix = rolledUp(history.key, walk);
    if (commonPrefix === undefined) {
      if (isListed(history)) yield { history };
      continue;
    }
    const listed = walk.skipsListedPrefix && walk.after.startsWith(commonPrefix);
    if (!listed && !isListed(history)) continue;
    if (!listed) yield { commonPrefix };
    cursor = keys.seek((key) => key.startsWith(commonPrefix) || compareKeys(key, commonPrefix) < 0);
  }
}

function startsBefore(walk: Walk): (key: string) => boolean {
  const { prefix, after, including } = walk;
  return (key) => {
    if (compareKeys(key, prefix) < 0) return true;
    if (after === '') return false;
    const order = compareKeys(key, after);
    return including ? order < 0 : order <= 0;
  };
}

function rolledUp(key: string, walk: Walk): string | undefined {
  if (walk.delimiter === '') return undefined;
  const at = key.indexOf(walk.delimiter, walk.prefix.length);
  return at < 0 ? undefined : key.slice(0, at + walk.delimiter.length);
}
