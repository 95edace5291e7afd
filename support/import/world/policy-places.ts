import type { Origin, PolicyPlace } from './imported-world.ts';

/** The places of the policies that an import read, by their texts. */
export class PolicyPlaces {
  readonly #places = new Map<string, PolicyPlace[]>();

  /** Notes the place of a policy. */
  add(text: string, place: PolicyPlace): void {
    this.#places.set(text, [...(this.#places.get(text) ?? []), place]);
  }

  /** The place of a policy of a resource. If several have the same text, that of the resource itself comes first. */
  readonly of = (text: string, { id }: Origin): PolicyPlace | undefined => {
    const places = this.#places.get(text) ?? [];
    return places.find((place) => place.id === id) ?? places[0];
  };
}
