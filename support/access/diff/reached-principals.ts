import type { PossibleAccess } from './possible-access.ts';

/** The roles and users that principals with the same first steps come to. The principal itself can be one of them. */
export interface Reached {
  /** The ids in the order in which they are reached: the nearest first. */
  readonly ids: ReadonlySet<string>;
  /** The chain to one of them, which ends with it. */
  readonly over: (id: string) => readonly string[];
}

/**
 * Finds the roles and users that principals come to, over others too. Many principals of a company can take the same first steps, and
 * come to the same roles by that.
 */
export class ReachedPrincipals {
  readonly #possible: PossibleAccess;
  readonly #known = new Map<string, Promise<Reached>>();

  constructor(possible: PossibleAccess) {
    this.#possible = possible;
  }

  /** Equal first steps give the same object. */
  async from(who: string): Promise<Reached> {
    const steps = await this.#possible.stepsFrom(who);
    const name = steps.join('\n');
    const known = this.#known.get(name) ?? this.#search(steps);
    this.#known.set(name, known);
    return known;
  }

  async #search(steps: readonly string[]): Promise<Reached> {
    const before = new Map<string, string | undefined>(steps.map((id) => [id, undefined]));
    for (const [from] of before)
      for (const id of await this.#possible.stepsFrom(from)) if (!before.has(id)) before.set(id, from);
    const over = (id: string): readonly string[] => {
      const earlier = before.get(id);
      return earlier === undefined ? [id] : [...over(earlier), id];
    };
    return { ids: new Set(before.keys()), over };
  }
}
