import type { AccessClass } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { ComparedClass, ComparedUse } from './compare-access.ts';
import type { InexactKey, WorldPair } from './world-pair.ts';

/** A use that more, or fewer, classes of requests are allowed after a change. */
export interface AccessChange {
  readonly direction: 'widened' | 'narrowed';
  readonly use: ComparedUse;
  /** The classes of requests that changed. */
  readonly classes: readonly ComparedClass[];
  /** True if every class of requests changed. */
  readonly isAlways: boolean;
}

/** A use that one of the versions does not decide for some class of requests. */
export interface UndecidedUse {
  readonly use: ComparedUse;
  readonly reason: string;
}

/** An access over roles that a principal had on no way before. */
export interface OpenedPath {
  readonly principal: AccessPrincipal;
  /** The roles and users that it becomes, one after the other. */
  readonly over: readonly string[];
  readonly resource: AccessResource;
  readonly access: AccessClass;
}

/** The differences in access between two versions of a scenario. */
export interface AccessDiff {
  readonly changes: readonly AccessChange[];
  readonly opened: readonly OpenedPath[];
  /** Keys whose policy some principal could replace before, and none can now. */
  readonly withoutAdministrator: readonly AccessResource[];
  /** Buckets, secrets and tables that some principal could read before, and none can now. */
  readonly unreadable: readonly AccessResource[];
  readonly undecided: readonly UndecidedUse[];
  readonly inexact: readonly InexactKey[];
  readonly compared: number;
}

type Version = 'before' | 'after';

/** Works out the differences from the uses of both versions. */
export function accessDiff(uses: readonly ComparedUse[], { inexact }: WorldPair): AccessDiff {
  const resources = new Map(uses.map(({ resource }) => [resource.id, resource]));
  const lost = (access: AccessClass, kinds: readonly string[], action?: string) =>
    [...resources.values()].filter((resource) => {
      if (!kinds.includes(resource.kind)) return false;
      const own = uses.filter(
        (use) =>
          use.resource.id === resource.id &&
          use.access === access &&
          (action === undefined || use.action.action === action),
      );
      return own.some((use) => isPossible(use, 'before')) && !own.some((use) => isPossible(use, 'after'));
    });
  return {
    changes: uses.flatMap(changesOf),
    opened: openedPaths(uses),
    withoutAdministrator: lost('administer', ['key'], 'kms:PutKeyPolicy'),
    unreadable: lost('read', ['bucket', 'secret', 'table']),
    undecided: uses.flatMap(undecidedIn),
    inexact,
    compared: uses.length,
  };
}

function changesOf(use: ComparedUse): readonly AccessChange[] {
  const widened = use.classes.filter(
    ({ before, after }) => before.result === 'denied' && after.result === 'allowed',
  );
  const narrowed = use.classes.filter(
    ({ before, after }) => before.result === 'allowed' && after.result === 'denied',
  );
  const change = (direction: AccessChange['direction'], classes: readonly ComparedClass[]) =>
    classes.length === 0
      ? []
      : [{ direction, use, classes, isAlways: classes.length === use.classes.length }];
  return [...change('widened', widened), ...change('narrowed', narrowed)];
}

/** A use that is not decided in one version, or for another reason than before. */
function undecidedIn(use: ComparedUse): readonly UndecidedUse[] {
  const amiss = use.classes.find(
    ({ before, after }) =>
      (before.result === 'undecidable' || after.result === 'undecidable') &&
      (before.result !== after.result || withoutIds(before.reason) !== withoutIds(after.reason)),
  );
  if (amiss === undefined) return [];
  const { before, after } = amiss;
  const reason = after.result === 'undecidable' ? after.reason : before.reason;
  return [{ use, reason: reason ?? 'it is not decided' }];
}

/** A reason without the ids of keys, which differ in every lab. */
function withoutIds(reason = ''): string {
  return reason
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replace(/secret:([^\s:]+)-\w{6}\b/g, 'secret:$1');
}

/** True if a use is allowed to some class of requests. */
function isPossible({ classes }: ComparedUse, version: Version): boolean {
  return classes.some((one) => one[version].result === 'allowed');
}

/** The accesses of each principal by itself, as `resource class`, in one version. */
function possibleBy(
  uses: readonly ComparedUse[],
  version: Version,
): ReadonlyMap<string, ReadonlySet<string>> {
  const possible = new Map<string, Set<string>>();
  for (const use of uses) {
    if (!isPossible(use, version)) continue;
    const own = possible.get(use.principal.id) ?? new Set();
    own.add(`${use.resource.id} ${use.access}`);
    possible.set(use.principal.id, own);
  }
  return possible;
}

type Possible = ReturnType<typeof possibleBy>;

/** The principals that another can become, each with the chain to it. */
function reachableFrom(id: string, possible: Possible): ReadonlyMap<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>([[id, []]]);
  for (const [from, over] of reached)
    for (const one of possible.get(from) ?? []) {
      const [to = '', access] = one.split(' ');
      if (access === 'assume' && !reached.has(to)) reached.set(to, [...over, to]);
    }
  reached.delete(id);
  return reached;
}

/** The accesses over roles that exist after the change only, each on its shortest way. */
function openedPaths(uses: readonly ComparedUse[]): readonly OpenedPath[] {
  const [before, after] = [possibleBy(uses, 'before'), possibleBy(uses, 'after')];
  const principals = new Map(uses.map(({ principal }) => [principal.id, principal]));
  const resources = new Map(uses.map(({ resource }) => [resource.id, resource]));
  const byId = new Map(uses.map((use) => [`${use.resource.id} ${use.access}`, use]));
  return [...principals.values()].flatMap((principal) => {
    const earlier = new Set(before.get(principal.id));
    for (const [id] of reachableFrom(principal.id, before))
      for (const one of before.get(id) ?? []) earlier.add(one);
    const known = new Set([...earlier, ...(after.get(principal.id) ?? [])]);
    return [...reachableFrom(principal.id, after)].flatMap(([id, over]) =>
      [...(after.get(id) ?? [])].flatMap((one) => {
        const use = byId.get(one);
        if (use === undefined || known.has(one)) return [];
        known.add(one);
        const names = over.map((step) => resources.get(step)?.name ?? step);
        return [{ principal, over: names, resource: use.resource, access: use.access }];
      }),
    );
  });
}
