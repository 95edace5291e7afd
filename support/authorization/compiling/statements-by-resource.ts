import type { CompiledStatement } from './compiled-policy.ts';

/** Lists that are shorter are gone through: to look a resource up costs as much. */
const FEW = 16;

/**
 * Statements about one action that finds those which may be about a resource. A statement that lists whole ARNs, without
 * wildcards and variables, is about these resources alone. The others are always found. The order stays that of the policy.
 */
export class StatementsByResource {
  readonly all: readonly CompiledStatement[];
  /** The places of statements that list whole ARNs, by each of these. */
  #listing: Map<string, number[]> | undefined;
  /** The places of all other statements. */
  readonly #open: number[] = [];

  constructor(all: readonly CompiledStatement[]) {
    this.all = all;
  }

  /** Each statement of the list that may be about a resource, in order. */
  about(resource: string): readonly CompiledStatement[] {
    if (this.all.length < FEW) return this.all;
    this.#listing ??= this.#listed();
    const listing = this.#listing.get(resource);
    const places = listing === undefined ? this.#open : inOrder(listing, this.#open);
    return places.flatMap((place) => this.all[place] ?? []);
  }

  #listed(): Map<string, number[]> {
    const listing = new Map<string, number[]>();
    this.all.forEach((statement, place) => {
      const arns = wholeArns(statement);
      if (arns === undefined) this.#open.push(place);
      for (const arn of arns ?? []) {
        const places = listing.get(arn);
        if (places === undefined) listing.set(arn, [place]);
        else places.push(place);
      }
    });
    return listing;
  }
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
