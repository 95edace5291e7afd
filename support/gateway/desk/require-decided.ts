import { type Awaitable, allKnown, whenKnown } from '../../stores/awaitable.ts';
import { isSameState } from '../../stores/same-state.ts';
import { StaleDecisionError } from '../../stores/stale-decision-error.ts';
import type { Conditions, Store } from '../../stores/store.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';

/** The places in which the state is that a call is held to. */
interface Holding {
  readonly store: Store;
  readonly surroundings: KnownSurroundings;
}

/** Throws StaleDecisionError if what the gateway itself keeps of a bucket is no longer what a call was decided on. */
export function requireKept({ places = [] }: Conditions, surroundings: KnownSurroundings): void {
  for (const { place, kept } of places)
    if (kept !== undefined && !isSameState(kept, surroundings.stateOf(place.Bucket)))
      throw new StaleDecisionError(`the bucket ${place.Bucket}`);
}

/**
 * Holds a call that the gateway answers itself to the state that it was decided on, as a store holds the others. Answers at
 * once at the embedded store, so that nothing can change before the call is performed. Throws StaleDecisionError.
 */
export function requireDecided(
  conditions: Conditions | undefined,
  { store, surroundings }: Holding,
): Promise<void> | undefined {
  if (conditions === undefined) return undefined;
  requireKept(conditions, surroundings);
  for (const { place, state } of conditions.places ?? []) {
    const current = state && store.stateOf?.(place);
    if (current !== undefined && state !== undefined && !isSameState(state, current))
      throw new StaleDecisionError(`the bucket ${place.Bucket}`);
  }
  const compared = allKnown([
    ...comparisons(conditions.bucketOwners, (bucket) => store.bucketOwner(bucket)),
    ...comparisons(conditions.bucketIds, (bucket) => store.bucketId(bucket)),
  ]);
  return compared instanceof Promise ? compared.then(() => undefined) : undefined;
}

/** A comparison for each bucket, of a fact that was decided on with the current one. */
function comparisons(
  decided: Readonly<Record<string, string>> = {},
  current: (bucket: string) => ReturnType<Store['bucketId']>,
): readonly (() => Awaitable<void>)[] {
  return Object.entries(decided).map(([bucket, fact]) => {
    const compare = (now: string | undefined): void => {
      if (now !== fact) throw new StaleDecisionError(`the bucket ${bucket}`);
    };
    return () => whenKnown(current(bucket), compare);
  });
}
