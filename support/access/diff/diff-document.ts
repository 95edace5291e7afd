import { inNames } from '../../authorization/explain.ts';
import type { StatementReference } from '../../authorization/terms/decision.ts';
import type { Describing } from '../../gateway/record/decision-report.ts';
import type { AccessWorld } from '../access-world.ts';
import { actionsAsked } from '../actions-asked.ts';
import { alternatives, classesInWords } from '../class-words.ts';
import type { ClassOutcome } from '../explore-classes.ts';
import { describedClass, type UseDocument } from '../matrix-document.ts';
import { type AnswerStatement, answerStatement } from '../question-answer.ts';
import type { AccessChange, AccessDiff } from './access-diff.ts';
import { changedTags } from './changed-tags.ts';
import type { ComparedClass } from './compared-use.ts';
import { withEqualObjects } from './equal-objects.ts';
import { type StatementsOfVersion, statementsOfVersion } from './statements-of-version.ts';
import type { WorldPair } from './world-pair.ts';

/** The differences between two versions as JSON holds them. */
export interface DiffDocument {
  readonly version: 1;
  readonly before: string;
  readonly after: string;
  readonly widened: readonly ChangeDocument[];
  readonly narrowed: readonly ChangeDocument[];
  /** Reads that the bucket allows now, and its key denies. Objects that are not under the key become readable. */
  readonly widenedButForKey: readonly ChangeDocument[];
  readonly pathsOpened: readonly OpenedDocument[];
  /** Keys that no principal can administer any more. */
  readonly withoutAdministrator: readonly string[];
  readonly unreadable: readonly string[];
  readonly undecided: readonly {
    readonly principal: string;
    readonly what: string;
    readonly reason: string;
  }[];
  /** Condition keys of which some classes of requests may be missing. */
  readonly inexact: readonly { readonly key: string; readonly reason: string }[];
  /** The number of uses that were compared. */
  readonly compared: number;
  /** The number of those that a changed document can touch, and that were decided. The others are equal by their documents. */
  readonly decided: number;
}

/** A change of one access, for every principal that it is the same for. */
export interface ChangeDocument {
  readonly resource: string;
  readonly resourceName: string;
  readonly access: string;
  readonly actions: readonly string[];
  /** The objects in words: `any object under out/`. */
  readonly objects?: readonly string[] | undefined;
  readonly principals: readonly string[];
  /** The classes of requests that changed, in words: `always`, `aws:SourceVpce is absent`. */
  readonly when: string;
  /** The tags of the principal and the resource that differ, in words. */
  readonly changedTags?: readonly string[] | undefined;
  readonly before: SideDocument;
  readonly after: SideDocument;
}

/** The decision of one version, with its statements. */
export type SideDocument = Pick<UseDocument, 'layer' | 'reason' | 'statements'>;

interface OpenedDocument {
  readonly principal: string;
  readonly over: readonly string[];
  readonly access: string;
  readonly resource: string;
}

/** The names of both versions. */
interface Versions {
  readonly before: string;
  readonly after: string;
}

/** The differences as JSON holds them. Changes that differ in principal or object alone are one. */
export function diffDocument(diff: AccessDiff, pair: WorldPair, versions: Versions): DiffDocument {
  const text = (world: AccessWorld): Text => ({
    describing: world.describing,
    statements: statementsOfVersion(world),
    inWords: (words) => inNames(world.local(words), world.describing.names),
  });
  const texts = { before: text(pair.before), after: text(pair.after) };
  const tags = changedTags(pair);
  const documents = (changes: readonly AccessChange[]) =>
    joined(changes.map((one) => withTags(changeDocument(one, texts), one, tags)));
  const of = (direction: AccessChange['direction']) =>
    documents(diff.changes.filter((change) => change.direction === direction));
  return {
    version: 1,
    ...versions,
    widened: of('widened'),
    narrowed: of('narrowed'),
    widenedButForKey: documents(diff.butForKey),
    pathsOpened: diff.opened.map(({ principal, over, resource, access }) => ({
      ...{ principal: principal.name, over, access, resource: resource.name },
    })),
    withoutAdministrator: diff.withoutAdministrator.map(({ name }) => name),
    unreadable: diff.unreadable.map(({ name }) => name),
    undecided: diff.undecided.map(({ use, reason }) => ({
      principal: use.principal.name,
      what: `${use.action.action} on ${use.resource.name}`,
      reason,
    })),
    inexact: diff.inexact,
    compared: diff.compared,
    decided: diff.decided,
  };
}

/** True if nothing differs and everything was compared. */
export function isUnchanged(document: DiffDocument): boolean {
  const { widened, narrowed, widenedButForKey, pathsOpened, undecided } = document;
  return [widened, narrowed, widenedButForKey, pathsOpened, undecided].every(({ length }) => length === 0);
}

function changeDocument({ use, classes, isAlways, direction }: AccessChange, texts: Texts): Change {
  const { resource, access, object, principal } = use;
  // The class in which most keys are absent is the one that a plain request is in.
  const [shown] = classes.toSorted((one, other) => given(one) - given(other));
  const allows = direction === 'widened' ? texts.after : texts.before;
  const denies = direction === 'widened' ? texts.before : texts.after;
  const [allowed, denied] =
    direction === 'widened' ? [shown?.after, shown?.before] : [shown?.before, shown?.after];
  const side = { allowed: allowedSide(allowed, allows, denies), denied: deniedSide(denied, denies) };
  const [before, after] = direction === 'widened' ? [side.denied, side.allowed] : [side.allowed, side.denied];
  return {
    ...{ resource: resource.id, resourceName: resource.name, access },
    actions: actionsAsked(
      use,
      classes.flatMap((one) => [one.before, one.after]),
    ),
    ...(object !== undefined && { objects: [resource.objectNames?.get(object) ?? object] }),
    principals: [principal.name],
    when: isAlways ? 'always' : texts.before.inWords(texts.after.inWords(whenInWords(classes))),
    ...{ before, after },
  };
}

/** A change with the tags that differ. */
function withTags(
  change: Change,
  { use: { principal, resource } }: AccessChange,
  tags: ReturnType<typeof changedTags>,
): Change {
  const found = [principal, resource].flatMap(({ id, name }) =>
    (tags.get(id) ?? []).map((text) => `${name}: ${text}`),
  );
  return found.length === 0 ? change : { ...change, changedTags: found };
}

/** One version of a change, with the statements that allow in both versions. */
interface Side extends SideDocument {
  readonly unchanged?: readonly AnswerStatement[];
}

/** A change of one principal. */
interface Change extends ChangeDocument {
  readonly before: Side;
  readonly after: Side;
}

/** One version: how it describes decisions, and its statements. */
interface Text {
  readonly describing: Describing;
  readonly statements: StatementsOfVersion;
  /** Classes of requests with the version's names in place of its ids. */
  readonly inWords: (text: string) => string;
}

type Texts = Readonly<Record<'before' | 'after', Text>>;

type Outcome = Omit<ClassOutcome, 'when'>;

function deniedSide(outcome: Outcome | undefined, { describing }: Text): SideDocument {
  return describedClass(outcome && { ...outcome, when: new Map() }, describing);
}

/** The statements that allow in one version and are not in the other; none if the cause is elsewhere, apart from those unchanged. */
function allowedSide(outcome: Outcome | undefined, own: Text, other: Text): Side {
  const side = describedClass(outcome && { ...outcome, when: new Map() }, own.describing);
  const allowing = (outcome?.decisions ?? []).flatMap((decision) =>
    decision.result === 'Granted' ? decision.statements : [],
  );
  const isNew = (statement: StatementReference) => {
    const text = own.statements.textOf(statement);
    return text === undefined || (own.statements.has(text) && !other.statements.has(text));
  };
  const changed = allowing.filter(isNew).map((one) => answerStatement('allows', one, own.describing));
  const unique = new Map(changed.map((one) => [JSON.stringify(one), one]));
  return { ...side, statements: [...unique.values()], unchanged: unique.size === 0 ? side.statements : [] };
}

function given({ when }: ComparedClass): number {
  return [...when.values()].filter((values) => values !== undefined).length;
}

/** The most classes of requests that are listed. */
const MOST = 6;

function whenInWords(classes: readonly ComparedClass[]): string {
  const words = classesInWords(classes.map(({ when }) => when));
  const more = words.length > MOST ? [`${words.length - MOST} further classes of requests`] : [];
  return alternatives([...words.slice(0, MOST), ...more]);
}

/** Joins changes that are equal but for the principal and the object: the same statements made them so. */
function joined(changes: readonly Change[]): readonly ChangeDocument[] {
  const groups = Map.groupBy(
    changes,
    ({ resource, access, actions, when, changedTags: tags, before, after }) => {
      const allowing = [before, after].flatMap(({ statements }) =>
        statements.filter(({ role }) => role === 'allows'),
      );
      const denying = [before, after].flatMap(({ statements }) =>
        statements.filter(({ role }) => role === 'denies'),
      );
      const layers = allowing.length > 0 ? [] : [before.layer, after.layer];
      return JSON.stringify([resource, access, actions, when, tags, allowing, denying, layers]);
    },
  );
  return [...groups.values()].flatMap(withEqualObjects).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const objects = [...new Set(group.flatMap((one) => one.objects ?? []))];
    const principals = [...new Set(group.flatMap((one) => one.principals))];
    const before = sideOfAll(group.map((one) => one.before)) ?? first.before;
    const after = sideOfAll(group.map((one) => one.after)) ?? first.after;
    return [{ ...first, principals, before, after, ...(objects.length > 0 && { objects }) }];
  });
}

/**
 * One version of joined changes. The reason for one principal is not told as that for all. Without a statement of its own it tells
 * where the statements are that both versions have.
 */
function sideOfAll([first, ...others]: readonly Side[]): SideDocument | undefined {
  if (first === undefined) return undefined;
  const { unchanged = [], ...side } = first;
  if (side.layer !== undefined) return side;
  if (others.every(({ reason }) => reason === side.reason))
    return unchanged.length === 0 ? side : { ...side, statements: unchanged };
  const own = side.statements.length === 0 ? '' : 'these statements, with ';
  return { ...side, reason: `allowed to each by ${own}statements that both versions have` };
}
