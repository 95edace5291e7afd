import { basename, dirname, resolve } from 'node:path';
import { scenarioOfWorld } from '../../import/scenario/scenario-of-world.ts';
import type { ImportedWorld } from '../../import/world/imported-world.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { shownPath } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeImport } from './import-files.ts';
import { importDocument, importLines } from './import-report.ts';
import { scenarioText } from './scenario-text.ts';

/** The options that every source of an import has. */
export interface ImportOptions {
  /** The folder to write the scenario into. */
  readonly out: string;
  /** True if what is not understood makes the import fail. */
  readonly strict: boolean;
  /** True if files are overwritten that were edited after the import before. */
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Writes a world as a scenario and prints what changed and what was not understood. Resolves with the exit code. Throws SpecError
 * for files that must not be overwritten.
 */
export function finishImport(world: ImportedWorld, { out, strict, force, json }: ImportOptions): number {
  const folder = resolve(out);
  const scenario = scenarioOfWorld(world, titleOf(folder));
  const report = importDocument(scenario);
  const files = new Map([['scenario.yaml', scenarioText(scenario)], ...scenario.documents]);
  const changes = writeImport(folder, files, { report, force });
  const lines = json
    ? [JSON.stringify({ folder: shownPath(folder), changes, ...report }, undefined, 2)]
    : importLines(shownPath(folder), scenario, changes);
  process.stdout.write(`${lines.join('\n')}\n`);
  const fault = faultOf(folder);
  if (fault !== undefined)
    process.stderr.write(`keyhole: the scenario was written, and cannot be used yet:\n${fault}\n`);
  return fault !== undefined || (strict && scenario.gaps.length > 0) ? exitCodes.failed : exitCodes.ok;
}

/** `scenarios/data-lake` is titled "Data lake". */
function titleOf(folder: string): string {
  const words = basename(folder).replaceAll(/[-_]+/g, ' ').trim() || 'imported';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The fault for which the written scenario does not load; undefined if it loads. */
function faultOf(folder: string): string | undefined {
  try {
    loadScenario(dirname(folder), basename(folder));
    return undefined;
  } catch (cause) {
    if (cause instanceof SpecError) return cause.message;
    throw cause;
  }
}
