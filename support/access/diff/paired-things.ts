import { ACTIONS_OF_CLASS, type AccessClass, type ClassAction } from '../access-classes.ts';
import { classesOf } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { openKeysFor } from './open-keys.ts';
import type { WorldPair } from './world-pair.ts';

/** A principal in both versions, as far as they have it. */
export interface PairedPrincipal {
  /** The principal of the later version, or else of the earlier one. */
  readonly shown: AccessPrincipal;
  readonly before: AccessPrincipal | undefined;
  readonly after: AccessPrincipal | undefined;
  /** The condition keys that its requests can have or not. */
  readonly open: readonly string[];
}

/** A resource in both versions, as far as they have it. */
export interface PairedResource {
  readonly shown: AccessResource;
  readonly before: AccessResource | undefined;
  readonly after: AccessResource | undefined;
}

/** One action of a class of access, on the resource or on an object in it. */
export interface PairedUse {
  readonly access: AccessClass;
  readonly action: ClassAction;
  readonly object: string | undefined;
}

/** The principals of both versions, those of the later one first. */
export function pairedPrincipals({ before, after, samples }: WorldPair): readonly PairedPrincipal[] {
  return paired(before, after, 'principals').map((one) => ({
    ...one,
    open: openKeysFor(one.shown, samples.keys, [before, after]),
  }));
}

/** The resources of both versions, those of the later one first. */
export function pairedResources({ before, after }: WorldPair): readonly PairedResource[] {
  return paired(before, after, 'resources');
}

function paired<Kind extends 'principals' | 'resources'>(
  before: AccessWorld,
  after: AccessWorld,
  kind: Kind,
) {
  type Thing = AccessWorld[Kind][number];
  const byId = (world: AccessWorld) => new Map<string, Thing>(world[kind].map((thing) => [thing.id, thing]));
  const [earlier, later] = [byId(before), byId(after)];
  const ids = new Set([...later.keys(), ...earlier.keys()]);
  return [...ids].flatMap((id) => {
    const sides = { before: earlier.get(id), after: later.get(id) };
    const shown = sides.after ?? sides.before;
    return shown === undefined ? [] : [{ shown, ...sides }];
  });
}

/** The uses of a resource: each action of each class, on each object that stands for others. */
export function pairedUses({ shown: { kind, objects } }: PairedResource): readonly PairedUse[] {
  return classesOf(kind).flatMap((access) =>
    (ACTIONS_OF_CLASS[kind][access] ?? []).flatMap((action) =>
      (action.onObject ? objects : [undefined]).map((object) => ({ access, action, object })),
    ),
  );
}
