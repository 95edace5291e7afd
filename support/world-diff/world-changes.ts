import { type DocumentChange, documentChanges } from './document-changes.ts';
import { type Fact, type Thing, thingKinds } from './thing.ts';

/** A changed property of a thing; the texts are equal if the change is one that is not shown. */
export interface FactChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The changed parts of one document. */
export interface ChangedDocument {
  readonly name: string;
  readonly changes: readonly DocumentChange[];
}

/** A thing that was added, was removed, or changed. */
export interface ThingChange {
  readonly how: 'added' | 'removed' | 'changed';
  readonly thing: Pick<Thing, 'kind' | 'name'>;
  readonly facts: readonly FactChange[];
  readonly documents: readonly ChangedDocument[];
}

/** The differences between two worlds, thing by thing. */
export function worldChanges(before: readonly Thing[], after: readonly Thing[]): readonly ThingChange[] {
  const [old, current] = [byId(before), byId(after)];
  const changes = [...new Set([...old.keys(), ...current.keys()])].flatMap((id): ThingChange[] => {
    const [one, other] = [old.get(id), current.get(id)];
    const thing = other ?? one;
    if (thing === undefined) return [];
    const facts = factChanges(one?.facts ?? {}, other?.facts ?? {});
    const documents = changedDocuments(one?.documents ?? {}, other?.documents ?? {});
    const how = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
    if (how === 'changed' && facts.length === 0 && documents.length === 0) return [];
    const { kind, name } = thing;
    return [{ how, thing: { kind, name }, facts, documents }];
  });
  const place = ({ thing }: ThingChange) => thingKinds.indexOf(thing.kind);
  return changes.toSorted((one, other) => place(one) - place(other));
}

function byId(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [`${thing.kind} ${thing.name}`, thing]));
}

function factChanges(before: Thing['facts'], after: Thing['facts']): readonly FactChange[] {
  return namesOf(before, after).flatMap((name) => {
    const [one, other] = [before[name], after[name]];
    return hiddenValue(one) === hiddenValue(other) ? [] : [{ name, before: shown(one), after: shown(other) }];
  });
}

function changedDocuments(
  before: NonNullable<Thing['documents']>,
  after: NonNullable<Thing['documents']>,
): readonly ChangedDocument[] {
  return namesOf(before, after).flatMap((name) => {
    const changes = documentChanges(before[name], after[name]);
    return changes.length === 0 ? [] : [{ name, changes }];
  });
}

function namesOf(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function shown(fact: Fact): string | undefined {
  return typeof fact === 'object' ? fact.shown : fact;
}

function hiddenValue(fact: Fact): string | undefined {
  return typeof fact === 'object' ? fact.value : fact;
}
