import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '../authorization/terms/nearest.ts';
import { scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { scenarioFolder } from '../scenario/document/scenario-folder.ts';
import { refuseGiven, type SourceGiven, scenarioOfSource } from '../scenario/document/scenario-of-source.ts';
import { SpecError } from '../scenario/spec-error.ts';

/**
 * The scenario that words name: by the name of its folder in scenarios/, or by the path of its folder or scenario.yaml. A name wins over
 * a folder beside it. The path of another file is that of a template, a plan or a state, of which more may be given. Throws SpecError
 * as loading does, and for what is given about a scenario.
 */
export function scenarioMeant(words: string, given: SourceGiven = {}): Scenario {
  const source = sourceNamed(words);
  if (source !== undefined) return scenarioOfSource(source, given);
  refuseGiven(words, given);
  const isName = !/[/\\]/.test(words);
  if (isName && existsSync(join(scenarioFolder(), words, 'scenario.yaml'))) return scenarioNamed(words);
  const path = resolve(words);
  const folder = basename(path) === 'scenario.yaml' ? dirname(path) : path;
  if (existsSync(join(folder, 'scenario.yaml'))) return loadScenario(dirname(folder), basename(folder));
  refuseMissingFile(words);
  if (isName) return scenarioNamed(words);
  throw new SpecError(
    'unknown-scenario',
    `${words} has no scenario.yaml, and it is no template, plan or state${folderMeant(words)}`,
  );
}

/** A hint for the path of a scenario that may be meant, which is beside; empty if there is none. */
function folderMeant(words: string): string {
  const folder = dirname(words);
  const beside = existsSync(folder) ? readdirSync(folder) : [];
  const scenarios = beside.filter((name) => existsSync(join(folder, name, 'scenario.yaml')));
  const meant = nearest(basename(words), scenarios);
  return meant === undefined ? '' : `; did you mean "${join(folder, meant)}"?`;
}

/** The names of templates, plans and states. */
const SOURCE = /\.(?:json|ya?ml|template)$/;

/** Throws SpecError for the name of a template, plan or state that is no file. It tells the file beside that may be meant. */
export function refuseMissingFile(words: string): void {
  if (!SOURCE.test(words) || existsSync(words)) return;
  const folder = dirname(words);
  const beside = existsSync(folder) ? readdirSync(folder).filter((name) => SOURCE.test(name)) : [];
  const meant = nearest(basename(words), beside);
  const hint = meant === undefined ? '' : `; did you mean "${join(folder, meant)}"?`;
  throw new SpecError('unreadable-file', `there is no file ${words}${hint}`);
}

/** The path of the template, plan or state that words name; undefined for a scenario, whose name wins. */
function sourceNamed(words: string): string | undefined {
  const path = resolve(words);
  if (!/[/\\]/.test(words) && existsSync(join(scenarioFolder(), words, 'scenario.yaml'))) return undefined;
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && basename(path) !== 'scenario.yaml' ? path : undefined;
}
