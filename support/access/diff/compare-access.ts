import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import { AccessGates } from '../access-gates.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import type { SamplesOfKeys } from '../condition-samples.ts';
import { decideUse } from '../decide-use.ts';
import {
  type Assignment,
  type ClassOutcome,
  exploreClasses,
  isExhausted,
  undecidedClass,
} from '../explore-classes.ts';
import { mayAsk, WITH_TOKEN } from '../token-holders.ts';
import { isSomewhere } from './changed-statements.ts';
import type { ComparedUse } from './compared-use.ts';
import { openButForKey } from './open-but-for-key.ts';
import {
  type PairedPrincipal,
  type PairedResource,
  type PairedUse,
  pairedPrincipals,
  pairedResources,
  pairedUses,
} from './paired-things.ts';
import { mayTouch, TouchedUses } from './touched-uses.ts';
import type { WorldPair } from './world-pair.ts';

type Outcome = Omit<ClassOutcome, 'when'>;

/** The uses to compare. */
interface Comparing {
  /** True to decide every use, although equal documents give equal decisions. */
  readonly all?: boolean;
  /** The uses that a change can touch, if they were found before. */
  readonly touched?: readonly Asked[];
  readonly onUse?: () => void;
}

/** Every use that differs, and how many were decided for it. */
export interface ComparedAccess {
  readonly uses: readonly ComparedUse[];
  readonly decided: number;
}

/**
 * Compares the uses of the cast, of strangers and of administrators of both versions. Only uses that a changed document can
 * touch are decided: see {@link TouchedUses}.
 */
export async function compareAccess(
  pair: WorldPair,
  { all = false, touched, onUse = () => {} }: Comparing = {},
): Promise<ComparedAccess> {
  const uses: ComparedUse[] = [];
  let decided = 0;
  for (const asked of all ? everyUse(pair) : (touched ?? touchedUses(pair))) {
    const compared = await comparedUse(pair, asked);
    if (differs(compared)) uses.push(compared);
    decided++;
    onUse();
  }
  return { uses, decided };
}

/** The number of uses that two versions have. */
export function countUses(pair: WorldPair): number {
  const principals = pairedPrincipals(pair);
  const holders = principals.filter(({ shown }) => shown.kind === 'token').length;
  return pairedResources(pair).reduce((sum, resource) => {
    const uses = pairedUses(resource);
    const withToken = uses.filter(({ action }) => action.action === WITH_TOKEN).length;
    const withRole = uses.filter(({ action }) => action.action === 'sts:AssumeRole').length;
    const others = principals.length - holders;
    return sum + (uses.length - withToken) * others + (uses.length - withRole) * holders;
  }, 0);
}

/** A use of a principal in both versions. */
interface Asked {
  readonly principal: PairedPrincipal;
  readonly resource: PairedResource;
  readonly use: PairedUse;
}

function* everyUse(pair: WorldPair): Generator<Asked> {
  const principals = pairedPrincipals(pair);
  for (const resource of pairedResources(pair)) {
    const uses = pairedUses(resource);
    for (const principal of principals)
      for (const use of uses)
        if (mayAsk(principal.shown.principal, use.action.action)) yield { principal, resource, use };
  }
}

/** The uses that a change can touch, of principals that may have them in one of the versions. */
export function touchedUses(pair: WorldPair): readonly Asked[] {
  const found: Asked[] = [];
  const touched = new TouchedUses(pair);
  const principals = pairedPrincipals(pair).map((principal) => ({
    principal,
    extent: touched.ofPrincipal(principal.before, principal.after),
  }));
  const changed = principals.filter(({ extent }) => isSomewhere(extent));
  const gates = { before: new AccessGates(pair.before), after: new AccessGates(pair.after) };
  for (const resource of pairedResources(pair)) {
    const { before, after } = resource;
    const extent = touched.ofResource(before, after);
    const uses = pairedUses(resource);
    const ofKey = new Set(uses.filter(({ action }) => touched.isKeyTouched(action, [before, after])));
    const places = [before, after].flatMap((one) => [one?.arn, one?.behind?.arn]);
    const arns = [...new Set(places)].filter((arn) => arn !== undefined);
    const isWide = isSomewhere(extent) || ofKey.size > 0;
    for (const { principal, extent: own } of isWide ? principals : changed)
      for (const use of uses)
        if (
          (ofKey.has(use) || mayTouch([extent, own], use.action, { arns, object: use.object })) &&
          (passes(gates.before, principal.before, before && { ...use, resource: before }) ||
            passes(gates.after, principal.after, after && { ...use, resource: after }))
        )
          found.push({ principal, resource, use });
  }
  return found;
}

/** True if a principal may have a use in one version, which both must exist in. */
function passes(gates: AccessGates, who: AccessPrincipal | undefined, use: AccessUse | undefined): boolean {
  return who !== undefined && use !== undefined && gates.mayPass(who, use);
}

async function comparedUse(pair: WorldPair, { principal, resource, use }: Asked): Promise<ComparedUse> {
  const { open } = principal;
  const samples = pair.samplesFor(
    principal.shown,
    [resource.after, resource.before].filter((one) => one !== undefined),
  );
  const decide = async (when: Assignment) => {
    const asked = { when, open, samples };
    const sides = [
      await decidedSide(
        { world: pair.before, principal: principal.before, resource: resource.before },
        use,
        asked,
      ),
      await decidedSide(
        { world: pair.after, principal: principal.after, resource: resource.after },
        use,
        asked,
      ),
    ] as const;
    const [before, after] = sides;
    if (!(before instanceof UndecidableError) && !(after instanceof UndecidableError))
      return { before, after };
    throw firstByKey(sides.filter((side) => side instanceof UndecidableError));
  };
  const classes = await exploreClasses(decide, { samples, undecided: undecidedOnBoth });
  return { principal: principal.shown, resource: resource.shown, ...use, classes };
}

/** True for a use with a class of requests that the versions decide otherwise, or do not decide, or that only the key denies now. */
function differs(use: ComparedUse): boolean {
  return (
    openButForKey(use) !== undefined ||
    use.classes.some(({ before, after }) => before.result !== after.result || after.result === 'undecidable')
  );
}

function undecidedOnBoth(reason: string) {
  return { before: undecidedClass(reason), after: undecidedClass(reason) };
}

/** One side of a pair: the version, and the principal and the resource in it, if it has them. */
interface Side {
  readonly world: AccessWorld;
  readonly principal: AccessPrincipal | undefined;
  readonly resource: AccessResource | undefined;
}

/** A class of requests that is explored. */
interface Exploring {
  readonly when: Assignment;
  readonly open: readonly string[];
  readonly samples: SamplesOfKeys;
}

/** The error of the key whose classes are told apart first. It is the same whichever version is the earlier one. */
function firstByKey(errors: readonly UndecidableError[]): UndecidableError | undefined {
  const inOrder = errors.toSorted((one, other) =>
    one.key.toLowerCase().localeCompare(other.key.toLowerCase()),
  );
  return inOrder[0];
}

/** The outcome in one version; an UndecidableError for a key whose classes are still to be told apart. */
async function decidedSide(
  { world, principal, resource }: Side,
  { action, object }: Pick<AccessUse, 'action' | 'object'>,
  { when, open, samples }: Exploring,
): Promise<Outcome | UndecidableError> {
  if (principal === undefined)
    return { result: 'denied', decisions: [], reason: 'the principal does not exist' };
  if (resource === undefined)
    return { result: 'denied', decisions: [], reason: 'the resource does not exist' };
  try {
    return await decideUse(world, principal, { action, resource, object }, { when, open, samples });
  } catch (error) {
    if (!(error instanceof UndecidableError)) throw error;
    return isExhausted(error, when, samples) ? undecidedClass(error.message) : error;
  }
}
