import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readText } from '../scenario/document/read-document.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { shownPath } from '../scenario/document/scenario-folder.ts';
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
  /** Why a resource of the source is not in the scenario, by its id. */
  readonly notUnderstood: ReadonlyMap<string, string>;
}

/**
 * The ids of a scenario: those of the sources that it reads, or of the report of its import; there are none without either. Throws
 * SpecError for a broken report.
 */
export function sourceIdsOf({ folder, imported }: Pick<Scenario, 'folder' | 'imported'>): SourceIds {
  if (imported !== undefined)
    return {
      things: Map.groupBy(
        imported.things.map(({ kind, name, account, origin }) => ({ id: origin.id, kind, name, account })),
        ({ id }) => id,
      ),
      notUnderstood: new Map(imported.gaps.map(({ id, reason }) => [id, reason])),
    };
  const file = join(folder, REPORT);
  if (!existsSync(file)) return { things: new Map(), notUnderstood: new Map() };
  const { things, notUnderstood } = readReport(file);
  return {
    things: Map.groupBy(things, ({ id }) => id),
    notUnderstood: new Map(notUnderstood.map(({ id, reason }) => [id, reason])),
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
 * The thing of an id. Throws SpecError `unknown-name` for an id that the source lacks, for one that was not understood, and
 * for one that several accounts have if none is given.
 */
export function thingOfId(id: string, { things, notUnderstood }: SourceIds, account?: string): SourceThing {
  const found = (things.get(id) ?? []).filter((thing) => account === undefined || thing.account === account);
  const [thing, ...others] = found;
  if (thing !== undefined && others.length === 0) return thing;
  if (thing !== undefined) {
    const accounts = found.map((one) => `${one.kind} ${one.name} of ${one.account}`).join(', ');
    throw new SpecError('unknown-name', `the id ${id} stands for several things: ${accounts}`);
  }
  const reason = notUnderstood.get(id);
  const why =
    reason === undefined
      ? things.size === 0
        ? 'the scenario has no import.json with the ids of its source'
        : 'import.json does not list it'
      : `the import did not understand it: ${reason}`;
  throw new SpecError('unknown-name', `the id ${id} names nothing in the scenario: ${why}`);
}
