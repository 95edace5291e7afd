import type { PlaceState } from './store.ts';

/** True if a bucket or object is in the state that it was in. */
export function isSameState(one: PlaceState, other: PlaceState): boolean {
  return one.length === other.length && one.every((element, at) => element === other[at]);
}
