import type { AccessClass } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { ComparedUse } from './compared-use.ts';
import { pairedPrincipals, pairedResources } from './paired-things.ts';
import { type Access, nameOfAccess, type PossibleAccess, type PossibleInBoth } from './possible-access.ts';
import { type Reached, ReachedPrincipals } from './reached-principals.ts';
import type { WorldPair } from './world-pair.ts';

/** An access over roles that a principal had on no way before. */
export interface OpenedPath {
  readonly principal: AccessPrincipal;
  /** The roles and users that it becomes, one after the other. */
  readonly over: readonly string[];
  readonly resource: AccessResource;
  readonly access: AccessClass;
}

/**
 * The accesses over roles and users that exist after a change only, each on its shortest way. A path opens only if it has an access that
 * widened, so that only principals who come to one are looked at.
 */
export async function openedPaths(
  widened: readonly ComparedUse[],
  pair: WorldPair,
  possible: PossibleInBoth,
): Promise<readonly OpenedPath[]> {
  const gained = await gainedAccess(widened, possible);
  if (gained.length === 0) return [];
  const concerned = new Set<string>();
  for (const who of new Set(gained.map(({ principal }) => principal)))
    for (const one of await possible.after.reaching(who)) concerned.add(one);
  const search = new OpenedSearch(gained, pair, possible);
  const opened: OpenedPath[] = [];
  for (const { shown } of pairedPrincipals(pair)) {
    if (!concerned.has(shown.id)) continue;
    for (const { over, resource, access } of await search.openedTo(shown.id))
      opened.push({ principal: shown, over, resource, access });
  }
  return opened;
}

interface Gained extends Access {
  readonly principal: string;
}

/** The accesses of which no action was possible before. */
async function gainedAccess(
  widened: readonly ComparedUse[],
  { before, after }: PossibleInBoth,
): Promise<readonly Gained[]> {
  const gained = new Map<string, Gained>();
  for (const {
    principal: { id: principal },
    resource,
    access,
  } of widened) {
    const name = `${principal} ${resource.id} ${access}`;
    if (gained.has(name) || (await before.has(principal, { resource, access }))) continue;
    if (await after.has(principal, { resource, access })) gained.set(name, { principal, resource, access });
  }
  return [...gained.values()];
}

/** An access on its shortest way, with its name. */
interface Opened extends Access {
  readonly name: string;
  readonly over: readonly string[];
}

/** Searches the accesses that principals come to over others. Principals with the same ways before and after share a search. */
class OpenedSearch {
  readonly #possible: PossibleInBoth;
  readonly #reached: { readonly before: ReachedPrincipals; readonly after: ReachedPrincipals };
  readonly #gained: ReadonlyMap<string, readonly Gained[]>;
  readonly #resources: ReadonlyMap<string, AccessResource>;
  readonly #order: ReadonlyMap<string, number>;
  readonly #searched = new Map<Reached, Map<Reached, Promise<readonly Opened[]>>>();

  constructor(gained: readonly Gained[], pair: WorldPair, possible: PossibleInBoth) {
    const { before, after } = possible;
    this.#possible = possible;
    this.#reached = { before: new ReachedPrincipals(before), after: new ReachedPrincipals(after) };
    this.#gained = Map.groupBy(gained, ({ principal }) => principal);
    this.#resources = new Map(pairedResources(pair).map(({ shown }) => [shown.id, shown]));
    this.#order = new Map([...this.#resources.keys()].map((id, index) => [id, index]));
  }

  /** The accesses that one principal comes to over others, and had neither by itself nor over others before. */
  async openedTo(who: string): Promise<readonly Opened[]> {
    const [earlier, later] = [await this.#reached.before.from(who), await this.#reached.after.from(who)];
    const opened = await this.#between(earlier, later);
    if (opened.length === 0) return [];
    const had = [await this.#possible.before.of(who), await this.#possible.after.of(who)];
    return opened.filter(({ name }) => !had.some((own) => own.has(name)));
  }

  #between(earlier: Reached, later: Reached): Promise<readonly Opened[]> {
    let found = this.#searched.get(earlier);
    if (found === undefined) {
      found = new Map();
      this.#searched.set(earlier, found);
    }
    const known = found.get(later) ?? this.#search(earlier, later);
    found.set(later, known);
    return known;
  }

  async #search(earlier: Reached, later: Reached): Promise<readonly Opened[]> {
    const found = new Map<string, Opened>();
    for (const id of later.ids) {
      const fresh = earlier.ids.has(id) ? this.#gainedBy(id) : (await this.#possible.after.of(id)).values();
      let over: readonly string[] | undefined;
      for (const { resource, access } of fresh) {
        const name = nameOfAccess({ resource, access });
        if (found.has(name)) continue;
        over ??= later.over(id).map((one) => this.#resources.get(one)?.name ?? one);
        found.set(name, { name, over, resource: this.#resources.get(resource.id) ?? resource, access });
      }
    }
    if (found.size === 0) return [];
    for (const name of await accessesOfAny(this.#possible.before, earlier.ids)) found.delete(name);
    return [...found.values()];
  }

  #gainedBy(id: string): readonly Gained[] {
    const rank = ({ resource }: Gained) => this.#order.get(resource.id) ?? 0;
    return (this.#gained.get(id) ?? []).toSorted((one, other) => rank(one) - rank(other));
  }
}

async function accessesOfAny(possible: PossibleAccess, ids: Iterable<string>): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const id of ids) for (const name of (await possible.of(id)).keys()) names.add(name);
  return names;
}
