import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import { ACTIONS_OF_CLASS, type AccessClass, type ClassAction } from '../access-classes.ts';
import { classesOf } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { type AccessUse, decideUse } from '../decide-use.ts';
import {
  type Assignment,
  type ClassOutcome,
  exploreClasses,
  isExhausted,
  undecidedClass,
} from '../explore-classes.ts';
import { openKeysFor } from './open-keys.ts';
import type { WorldPair } from './world-pair.ts';

type Outcome = Omit<ClassOutcome, 'when'>;

/** A class of requests in both versions. */
export interface ComparedClass {
  readonly when: Assignment;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** One action by one principal on one resource, or an object in it, in both versions. */
export interface ComparedUse {
  readonly principal: AccessPrincipal;
  readonly resource: AccessResource;
  readonly access: AccessClass;
  readonly action: ClassAction;
  readonly object?: string | undefined;
  readonly classes: readonly ComparedClass[];
}

/** One side of a pair: the version, and the principal and the resource in it, if it has them. */
interface Side {
  readonly world: AccessWorld;
  readonly principal: AccessPrincipal | undefined;
  readonly resource: AccessResource | undefined;
}

/** Compares every use of the cast, of strangers and of administrators of both versions. */
export async function compareAccess(
  { before, after, samples }: WorldPair,
  onUse: () => void = () => {},
): Promise<readonly ComparedUse[]> {
  const compared: ComparedUse[] = [];
  const versions = [before, after].map((world) => ({
    world,
    principals: new Map(world.principals.map((principal) => [principal.id, principal])),
    resources: new Map(world.resources.map((resource) => [resource.id, resource])),
  }));
  const principals = union(after.principals, before.principals);
  const asked = principals.map((principal) => ({ principal, open: openKeysFor(principal, samples.keys) }));
  for (const resource of union(after.resources, before.resources))
    for (const { principal, open } of asked) {
      const [one, other] = versions.map(
        (version): Side => ({
          world: version.world,
          principal: version.principals.get(principal.id),
          resource: version.resources.get(resource.id),
        }),
      );
      if (one === undefined || other === undefined) continue;
      for (const { access, action, object } of usesIn(resource)) {
        const decide = async (when: Assignment) => ({
          before: await decidedSide(one, { action, object }, { when, open }),
          after: await decidedSide(other, { action, object }, { when, open }),
        });
        const classes = await exploreClasses(decide, { samples, undecided: undecidedOnBoth });
        compared.push({ principal, resource, access, action, object, classes });
        onUse();
      }
    }
  return compared;
}

function undecidedOnBoth(reason: string) {
  return { before: undecidedClass(reason), after: undecidedClass(reason) };
}

/** The number of uses that {@link compareAccess} compares. */
export function countUses({ before, after }: WorldPair): number {
  const principals = union(after.principals, before.principals).length;
  return union(after.resources, before.resources).reduce(
    (sum, resource) => sum + usesIn(resource).length * principals,
    0,
  );
}

function usesIn(resource: AccessResource) {
  return classesOf(resource.kind).flatMap((access) =>
    (ACTIONS_OF_CLASS[resource.kind][access] ?? []).flatMap((action) => {
      const objects = action.onObject ? resource.objects : [undefined];
      return objects.map((object) => ({ access, action, object }));
    }),
  );
}

function union<Thing extends { readonly id: string }>(
  one: readonly Thing[],
  other: readonly Thing[],
): readonly Thing[] {
  const known = new Set(one.map(({ id }) => id));
  return [...one, ...other.filter(({ id }) => !known.has(id))];
}

/** The outcome in one version. Throws UndecidableError for a key whose classes are still to be told apart. */
async function decidedSide(
  { world, principal, resource }: Side,
  { action, object }: Pick<AccessUse, 'action' | 'object'>,
  { when, open }: { readonly when: Assignment; readonly open: readonly string[] },
): Promise<Outcome> {
  if (principal === undefined)
    return { result: 'denied', decisions: [], reason: 'the principal does not exist' };
  if (resource === undefined)
    return { result: 'denied', decisions: [], reason: 'the resource does not exist' };
  try {
    return await decideUse(world, principal, { action, resource, object }, { when, open });
  } catch (error) {
    if (!(error instanceof UndecidableError) || !isExhausted(error, when, world.samples)) throw error;
    return undecidedClass(error.message);
  }
}
