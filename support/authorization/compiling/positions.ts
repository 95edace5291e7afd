/** The positions of a list's entries, by the resources that they are about. */
export interface Positions {
  /** Those of entries that are about listed resources alone, by each of these. */
  readonly listing: ReadonlyMap<string, readonly number[]>;
  /** Those of all other entries. */
  readonly open: readonly number[];
}

/**
 * Sorts the entries of a list by the resources that they are about. `resourcesOf` gives the only resources that an entry can be
 * about; undefined if it may be about others too.
 */
export function positionsIn<T>(
  list: readonly T[],
  resourcesOf: (entry: T) => ReadonlySet<string> | undefined,
): Positions {
  const listing = new Map<string, number[]>();
  const open: number[] = [];
  list.forEach((entry, position) => {
    const resources = resourcesOf(entry);
    if (resources === undefined) open.push(position);
    for (const resource of resources ?? []) {
      const positions = listing.get(resource);
      if (positions === undefined) listing.set(resource, [position]);
      else positions.push(position);
    }
  });
  return { listing, open };
}

/** The entries of a list that may be about a resource, in the order of the list. */
export function entriesAbout<T>(
  list: readonly T[],
  { listing, open }: Positions,
  resource: string,
): readonly T[] {
  const found = listing.get(resource);
  const positions = found === undefined ? open : inOrder(found, open);
  return positions.flatMap((position) => list[position] ?? []);
}

function inOrder(some: readonly number[], others: readonly number[]): readonly number[] {
  return others.length === 0 ? some : [...some, ...others].sort((a, b) => a - b);
}
