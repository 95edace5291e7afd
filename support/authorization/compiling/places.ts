/** The places of a list's entries, by the resources that they are about. */
export interface Places {
  /** Those of entries that are about listed resources alone, by each of these. */
  readonly listing: ReadonlyMap<string, readonly number[]>;
  /** Those of all other entries. */
  readonly open: readonly number[];
}

/**
 * Sorts the entries of a list by the resources that they are about. `resourcesOf` gives the only resources that an entry can be
 * about; undefined if it may be about others too.
 */
export function placesIn<T>(
  list: readonly T[],
  resourcesOf: (entry: T) => ReadonlySet<string> | undefined,
): Places {
  const listing = new Map<string, number[]>();
  const open: number[] = [];
  list.forEach((entry, place) => {
    const resources = resourcesOf(entry);
    if (resources === undefined) open.push(place);
    for (const resource of resources ?? []) {
      const places = listing.get(resource);
      if (places === undefined) listing.set(resource, [place]);
      else places.push(place);
    }
  });
  return { listing, open };
}

/** The entries of a list that may be about a resource, in the order of the list. */
export function entriesAbout<T>(
  list: readonly T[],
  { listing, open }: Places,
  resource: string,
): readonly T[] {
  const found = listing.get(resource);
  const places = found === undefined ? open : inOrder(found, open);
  return places.flatMap((place) => list[place] ?? []);
}

function inOrder(some: readonly number[], others: readonly number[]): readonly number[] {
  return others.length === 0 ? some : [...some, ...others].sort((a, b) => a - b);
}
