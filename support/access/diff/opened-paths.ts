import type { AccessClass } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { ComparedUse } from './compare-access.ts';
import { pairedPrincipals, pairedResources } from './paired-things.ts';
import type { Access, PossibleAccess, PossibleInBoth } from './possible-access.ts';
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
  const names = new Map(pairedResources(pair).map(({ shown }) => [shown.id, shown]));
  const order = new Map([...names.keys()].map((id, index) => [id, index]));
  const opened: OpenedPath[] = [];
  for (const { shown } of pairedPrincipals(pair)) {
    if (!concerned.has(shown.id)) continue;
    for (const path of await openedTo(shown.id, { gained, possible, order }))
      opened.push({
        principal: shown,
        over: path.over.map((id) => names.get(id)?.name ?? id),
        resource: names.get(path.resource.id) ?? path.resource,
        access: path.access,
      });
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

interface Searching {
  readonly gained: readonly Gained[];
  readonly possible: PossibleInBoth;
  /** The order of the resources. */
  readonly order: ReadonlyMap<string, number>;
}

/** The accesses that one principal comes to over others, and did not come to before. */
async function openedTo(who: string, { gained, possible, order }: Searching) {
  const { before, after } = possible;
  const [earlier, later] = [await before.reachedFrom(who), await after.reachedFrom(who)];
  const found: { over: readonly string[]; resource: AccessResource; access: Access['access'] }[] = [];
  const told = new Set<string>();
  for (const [id, over] of later) {
    const fresh = earlier.has(id)
      ? gained.filter(({ principal }) => principal === id).toSorted((a, b) => rank(a, order) - rank(b, order))
      : await after.of(id);
    for (const { resource, access } of fresh) {
      const name = `${resource.id} ${access}`;
      const had = async (one: PossibleAccess, by: string) => one.has(by, { resource, access });
      if (told.has(name) || (await had(after, who))) continue;
      if (await isKnown([who, ...earlier.keys()], (by) => had(before, by))) continue;
      told.add(name);
      found.push({ over, resource, access });
    }
  }
  return found;
}

function rank({ resource }: Access, order: ReadonlyMap<string, number>): number {
  return order.get(resource.id) ?? 0;
}

async function isKnown(ids: Iterable<string>, had: (id: string) => Promise<boolean>): Promise<boolean> {
  for (const id of ids) if (await had(id)) return true;
  return false;
}
