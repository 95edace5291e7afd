import type { CompiledStatement } from './compiled-policy.ts';

/** Lists that are shorter are gone through: to look a resource up costs as much. */
const FEW = 16;

/** The places of statements in their list. */
interface Places {
  /** Those of statements that list whole ARNs, by each of these. */
  readonly listing: ReadonlyMap<string, readonly number[]>;
  /** Those of all other statements. */
  readonly open: readonly number[];
}

const known = new WeakMap<readonly CompiledStatement[], Places>();

/**
 * Each statement of a list that may be about a resource, in the order of the list. A statement that lists whole ARNs, without
 * wildcards and variables, is about these resources alone. The others are always among them.
 */
export function statementsAbout(
  list: readonly CompiledStatement[],
  resource: string,
): readonly CompiledStatement[] {
  if (list.length < FEW) return list;
  let places = known.get(list);
  if (places === undefined) {
    places = placesIn(list);
    known.set(list, places);
  }
  const listing = places.listing.get(resource);
  const found = listing === undefined ? places.open : inOrder(listing, places.open);
  return found.flatMap((place) => list[place] ?? []);
}

function placesIn(list: readonly CompiledStatement[]): Places {
  const listing = new Map<string, number[]>();
  const open: number[] = [];
  list.forEach((statement, place) => {
    const arns = wholeArns(statement);
    if (arns === undefined) open.push(place);
    for (const arn of arns ?? []) {
      const places = listing.get(arn);
      if (places === undefined) listing.set(arn, [place]);
      else places.push(place);
    }
  });
  return { listing, open };
}

/** The resources that a statement lists; undefined if it may be about others too. */
function wholeArns({ resources }: CompiledStatement): ReadonlySet<string> | undefined {
  if (resources === undefined) return undefined;
  const arns = new Set<string>();
  for (const pattern of resources) {
    if (pattern === 'any' || pattern.exact === undefined) return undefined;
    arns.add(pattern.exact);
  }
  return arns;
}

function inOrder(some: readonly number[], others: readonly number[]): readonly number[] {
  return others.length === 0 ? some : [...some, ...others].sort((a, b) => a - b);
}
