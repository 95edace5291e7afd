import { classesOf, decidedUse, usesOf } from '../../access-matrix.ts';
import type { AccessPrincipal } from '../../access-principals.ts';
import type { AccessWorld } from '../../access-world.ts';
import { openKeysFor } from '../open-keys.ts';
import type { WorldPair } from '../world-pair.ts';

/** For tests: the names of the accesses of every principal, by its id. Every use is decided alone, for every class of requests. */
export type PlainAccess = ReadonlyMap<string, ReadonlySet<string>>;

/** For tests: decides every use of a world alone. */
export async function plainAccess(world: AccessWorld): Promise<PlainAccess> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const principal of world.principals) found.set(principal.id, await accessesOf(world, principal));
  return found;
}

async function accessesOf(world: AccessWorld, principal: AccessPrincipal): Promise<ReadonlySet<string>> {
  const open = openKeysFor(principal, world.samples.keys, [world]);
  const names = new Set<string>();
  for (const resource of world.resources)
    for (const access of classesOf(resource.kind))
      for (const use of usesOf(resource, access)) {
        const { classes } = await decidedUse(world, principal, use, open);
        if (classes.some(({ result }) => result === 'allowed')) names.add(`${resource.id} ${access}`);
      }
  return names;
}

/** For tests: the principals that one becomes, each with the chain to it; the nearest first. */
function reachedFrom(who: string, access: PlainAccess): ReadonlyMap<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>([[who, []]]);
  for (const [from, over] of reached)
    for (const name of access.get(from) ?? []) {
      const [id = '', kind] = name.split(' ');
      if (kind === 'assume' && !reached.has(id)) reached.set(id, [...over, id]);
    }
  reached.delete(who);
  return reached;
}

/** For tests: the paths that opened, as lines. Every principal is looked at. */
export async function plainOpenedPaths(pair: WorldPair): Promise<readonly string[]> {
  const [before, after] = [await plainAccess(pair.before), await plainAccess(pair.after)];
  return [...after.keys()].flatMap((who) => {
    const earlier = reachedFrom(who, before);
    const had = new Set([who, ...earlier.keys()].flatMap((id) => [...(before.get(id) ?? [])]));
    const told = new Set(after.get(who));
    const lines: string[] = [];
    for (const [id, over] of reachedFrom(who, after))
      for (const name of after.get(id) ?? []) {
        if (told.has(name) || had.has(name)) continue;
        told.add(name);
        lines.push(`${who} → ${over.join(' → ')}: ${name}`);
      }
    return lines;
  });
}
