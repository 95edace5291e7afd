import type { AccessResource } from '../access-resources.ts';
import type { ComparedUse } from './compared-use.ts';
import { pairedPrincipals, pairedResources } from './paired-things.ts';
import type { Access, PossibleInBoth } from './possible-access.ts';
import type { WorldPair } from './world-pair.ts';

/** The accesses that no principal has after a change. */
export interface LostAccess {
  /** Keys whose policy some principal could replace before, and none can now. */
  readonly withoutAdministrator: readonly AccessResource[];
  /** Buckets, secrets and tables that some principal could read before, and none can now. */
  readonly unreadable: readonly AccessResource[];
}

/** Keys and other resources to which no principal has an access any more that some had before. Such an access narrowed. */
export async function lostAccess(
  narrowed: readonly ComparedUse[],
  pair: WorldPair,
  possible: PossibleInBoth,
): Promise<LostAccess> {
  const lost = async (wanted: (use: ComparedUse) => boolean, access: Access['access'], action?: string) => {
    const touched = new Set(narrowed.filter(wanted).map(({ resource }) => resource.id));
    const found: AccessResource[] = [];
    for (const { shown, before, after } of pairedResources(pair)) {
      if (!touched.has(shown.id)) continue;
      const had =
        before !== undefined &&
        (await isPossible(pair, possible.before, { resource: before, access }, action));
      const has =
        after !== undefined && (await isPossible(pair, possible.after, { resource: after, access }, action));
      if (had && !has) found.push(shown);
    }
    return found;
  };
  return {
    withoutAdministrator: await lost(
      ({ resource, action }) => resource.kind === 'key' && action.action === 'kms:PutKeyPolicy',
      'administer',
      'kms:PutKeyPolicy',
    ),
    unreadable: await lost(
      ({ resource, access }) => ['bucket', 'secret', 'table'].includes(resource.kind) && access === 'read',
      'read',
    ),
  };
}

/** True if some principal has the access. Those of the resource's account are asked first. */
async function isPossible(
  pair: WorldPair,
  possible: PossibleInBoth['before'],
  access: Access,
  action: string | undefined,
): Promise<boolean> {
  const { account } = access.resource;
  const principals = pairedPrincipals(pair).map(({ shown }) => shown);
  const inOrder = principals.toSorted(
    (a, b) => Number(b.account === account) - Number(a.account === account),
  );
  for (const { id } of inOrder) if (await possible.has(id, access, action)) return true;
  return false;
}
