import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import { isSameState } from '../../../stores/same-state.ts';
import { StaleDecisionError } from '../../../stores/stale-decision-error.ts';
import type { PlaceState } from '../../../stores/store.ts';
import type { KeptReads } from '../../policies/kept-reads.ts';

/** A reading of a bucket, and the settings of the bucket before it was read. */
export interface AtState {
  /** Undefined at a store that does not tell settings apart from later ones. */
  readonly state?: PlaceState | undefined;
}

interface Reading<T extends AtState> {
  readonly bucket: string;
  readonly read: (state: PlaceState | undefined) => Promise<T>;
  /** True if nothing else has changed that was read; without it, nothing else was. */
  readonly isCurrent?: (found: T) => boolean;
}

/**
 * The reading that is kept under a key, as long as the bucket has the settings that it was read with. It is read again while a write has
 * changed them and has not ended. Throws StaleDecisionError if they keep changing.
 */
export function currentSide<T extends AtState>(
  kept: KeptReads,
  key: string,
  reading: Reading<T>,
  attempt = 1,
): Awaitable<T> {
  const stateNow = () => kept.store.stateOf?.({ Bucket: reading.bucket });
  return whenKnown(
    kept.get('resources', key, () => reading.read(stateNow())),
    (found) => {
      if (isSame(found.state, stateNow()) && reading.isCurrent?.(found) !== false) return found;
      if (attempt === ATTEMPTS) throw new StaleDecisionError(`the bucket ${reading.bucket}`);
      kept.forget(['resources']);
      return currentSide(kept, key, reading, attempt + 1);
    },
  );
}

/** The number of times that a side is read while its bucket keeps changing. */
const ATTEMPTS = 3;

function isSame(one: PlaceState | undefined, other: PlaceState | undefined): boolean {
  return one === undefined || other === undefined || isSameState(one, other);
}
