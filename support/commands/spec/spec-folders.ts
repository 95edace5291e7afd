import { existsSync, globSync } from 'node:fs';
import { relative } from 'node:path';
import { ownFile } from '../../node/own-file.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The folders of a specification, relative to the current folder. */
export interface SpecFolders {
  /** The folder of the features; `features` if it is left out. */
  readonly features?: string | undefined;
  /** The folder of one's own steps; `steps` if it is left out, which need not be there. */
  readonly steps?: string | undefined;
}

/** The folder of the features, that of its default included. Throws SpecError `nothing-selected` if it is not there. */
export function featureFolder({ features }: SpecFolders): string {
  const folder = features ?? 'features';
  if (existsSync(folder)) return folder;
  const begin = 'npx keyhole init writes a first one, and --features names another folder';
  throw new SpecError('nothing-selected', `there is no folder ${folder} here: ${begin}`);
}

/** The step files that cucumber loads, as patterns: the steps of keyhole, then one's own. */
export function stepPatterns({ steps }: SpecFolders): readonly string[] {
  return [ownFile('steps/index.ts'), ...ownSteps(steps)].map(literal);
}

/** The files of one's own steps, TypeScript or JavaScript. Throws SpecError if a folder that was named is not there. */
function ownSteps(named: string | undefined): readonly string[] {
  const folder = named ?? 'steps';
  if (named !== undefined && !existsSync(folder)) {
    throw new SpecError('nothing-selected', `there is no folder ${folder} of steps here`);
  }
  return globSync(`${literal(folder)}/**/*.{ts,mts,cts,js,mjs,cjs}`, { exclude: isNoStepFile }).toSorted();
}

function isNoStepFile(path: string): boolean {
  return /\.(?:test|d)\.[cm]?[jt]s$|(?:^|[\\/])node_modules$/.test(path);
}

/** A path as a pattern that matches it and nothing else. */
export function literal(path: string): string {
  const shown = relative(process.cwd(), path) || path;
  return shown.replaceAll(/[[\]{}()*?!+@]/g, '[$&]');
}
