import type { Gap, Origin } from './imported-world.ts';
import type { PolicyPlaces } from './policy-places.ts';

/** The lines of a source, by the path of a part. */
export type LineOf = (path: readonly string[]) => number | undefined;

/** A place within a resource. */
export interface Place extends Origin {
  readonly property?: string | undefined;
  /** The lines of the parts of this property, by their paths from it. */
  readonly lineOf?: LineOf | undefined;
  /** The list that keeps the places of policies. */
  readonly policies?: PolicyPlaces | undefined;
  /** True if it is not known whether the policies of the resource are there: what they allow is left out then. */
  readonly isUncertain?: boolean | undefined;
}

/** Collects what an import did not understand, each once. */
export class GapList {
  readonly #gaps = new Map<string, Gap>();

  /** Notes a gap. `consequence` is a clause that says what follows for decisions. */
  add(place: Place, reason: string, consequence: string): void {
    const { file, line, id, property } = place;
    this.#gaps.set(JSON.stringify([file, line, id, property, reason]), {
      file,
      line,
      id,
      property,
      reason,
      consequence,
    });
  }

  /** Adds the gaps of another list, in its order. */
  addAll(other: GapList): void {
    for (const [id, gap] of other.#gaps) this.#gaps.set(id, gap);
  }

  /** All gaps by file and line. */
  sorted(): readonly Gap[] {
    return inOrder([...this.#gaps.values()]);
  }
}

/** Gaps by file and line. */
export function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  );
}
