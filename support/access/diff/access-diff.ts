import { type ComparedAccess, countUses } from './compare-access.ts';
import type { ComparedClass, ComparedUse } from './compared-use.ts';
import { type LostAccess, lostAccess } from './lost-access.ts';
import { openButForKey } from './open-but-for-key.ts';
import { type OpenedPath, openedPaths } from './opened-paths.ts';
import { PossibleAccess } from './possible-access.ts';
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

/** The differences in access between two versions of a scenario. */
export interface AccessDiff extends LostAccess {
  readonly changes: readonly AccessChange[];
  /** Reads that the bucket allows now, and its key denies: of objects that are not under the key. */
  readonly butForKey: readonly AccessChange[];
  readonly opened: readonly OpenedPath[];
  readonly undecided: readonly UndecidedUse[];
  readonly inexact: readonly InexactKey[];
  /** The number of uses that the versions have. */
  readonly compared: number;
  /** The number of those that were decided, since a changed document can touch them. */
  readonly decided: number;
}

/** Works out the differences from the uses that differ. */
export async function accessDiff(compared: ComparedAccess, pair: WorldPair): Promise<AccessDiff> {
  const { uses, decided } = compared;
  const changes = uses.flatMap(changesOf);
  const possible = { before: new PossibleAccess(pair.before), after: new PossibleAccess(pair.after) };
  const narrowed = changes.filter(({ direction }) => direction === 'narrowed').map(({ use }) => use);
  const widened = changes.filter(({ direction }) => direction === 'widened').map(({ use }) => use);
  return {
    changes,
    butForKey: uses.flatMap(changesButForKey),
    opened: await openedPaths(widened, pair, possible),
    ...(await lostAccess(narrowed, pair, possible)),
    undecided: uses.flatMap(undecidedIn),
    inexact: pair.inexact,
    compared: countUses(pair),
    decided,
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

function changesButForKey(use: ComparedUse): readonly AccessChange[] {
  const open = openButForKey(use);
  if (open === undefined) return [];
  const isAlways = open.classes.length === use.classes.length;
  return [{ direction: 'widened', use: open, classes: open.classes, isAlways }];
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
