import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ImportedParts, Scenario } from '../scenario/document/scenario.ts';
import { shownPath } from '../scenario/document/scenario-folder.ts';
import { readText } from '../scenario/read-text.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** The file in which `keyhole import` lists the things of a scenario by their ids in the source. */
const REPORT = 'import.json';

const report = z.object({
  things: z
    .array(z.object({ id: z.string(), kind: z.string(), name: z.string(), account: z.string() }))
    .default([]),
  notUnderstood: z.array(z.object({ id: z.string(), reason: z.string() })).default([]),
});

/** A thing of the scenario that a source describes. */
export interface SourceThing {
  /** The logical id in a template, or the address in a plan. */
  readonly id: string;
  /** The member of scenario.yaml that has it: `buckets`. */
  readonly kind: string;
  readonly name: string;
  readonly account: string;
}

/** The ids that the things of an imported scenario have in its source. */
export interface SourceIds {
  readonly things: ReadonlyMap<string, readonly SourceThing[]>;
  /** Why something of the source was not understood, by its id. */
  readonly notUnderstood: ReadonlyMap<string, readonly string[]>;
}

/**
 * The ids of a scenario: of the sources that it reads at each run, or of the import that wrote its folder. There are none
 * otherwise. Throws SpecError for a broken report.
 */
export function sourceIdsOf({ folder, imported }: Pick<Scenario, 'folder' | 'imported'>): SourceIds {
  const file = join(folder, REPORT);
  const none = { things: [], notUnderstood: [] };
  const report = () => (existsSync(file) ? readReport(file) : none);
  const { things, notUnderstood } = imported === undefined ? report() : idsIn(imported);
  const gaps = Map.groupBy(notUnderstood, ({ id }) => id);
  return {
    things: Map.groupBy(things, ({ id }) => id),
    notUnderstood: new Map([...gaps].map(([id, of]) => [id, of.map(({ reason }) => reason)])),
  };
}

function readReport(file: string): z.output<typeof report> {
  const remedy = 'import the scenario again, or remove the file';
  try {
    return report.parse(JSON.parse(readText(file)));
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw new SpecError('syntax', `${shownPath(file)} is not the report of an import: ${remedy}`, { cause });
  }
}

/**
 * The thing of an id. Throws SpecError `unknown-name` for an id that the source lacks and for one that was not understood. It also
 * throws for one that several accounts have, if none is given.
 */
export function thingOfId(id: string, { things, notUnderstood }: SourceIds, account?: string): SourceThing {
  const found = (things.get(id) ?? []).filter((thing) => account === undefined || thing.account === account);
  const [thing, ...others] = found;
  if (thing !== undefined && others.length === 0) return thing;
  if (thing !== undefined) {
    const accounts = found.map((one) => `${one.kind} ${one.name} of ${one.account}`).join(', ');
    throw new SpecError('unknown-name', `the id ${id} stands for several things: ${accounts}`);
  }
  const reasons = notUnderstood.get(id);
  const without =
    things.size === 0
      ? 'the scenario was not imported'
      : 'its source does not have it, or it has no part in access';
  const why = reasons === undefined ? without : `the import did not understand it: ${reasons.join('; ')}`;
  throw new SpecError('unknown-name', `the id ${id} names nothing in the scenario: ${why}`);
}

function idsIn({ things, gaps }: ImportedParts) {
  return {
    things: things.map(({ kind, name, account, origin }) => ({ id: origin.id, kind, name, account })),
    notUnderstood: gaps.map(({ id, reason }) => ({ id, reason })),
  };
}
