import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix, relative, resolve } from 'node:path';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { scenarioMeant } from '../scenario-meant.ts';
import { folderOfRevision, type GitFile, git, treeFiles, writeFiles } from './revision-files.ts';

/** One version of a scenario: a folder, or a folder in a revision of a git repository. */
export interface ScenarioVersion extends Disposable {
  readonly scenario: Scenario;
  /** The words that named it. */
  readonly name: string;
  /** The path of a file of the version as people know it: `main:scenarios/data-lake/key.json`. */
  readonly shown: (file: string) => string;
}

/** A version that words name, with the files beside its scenario. */
export interface MeantVersion extends ScenarioVersion {
  /** A message in which each file of the version is named as {@link shown} names it. */
  readonly inWords: (message: string) => string;
  /** Where a folder of the current folder is on disk, as the version has it; undefined if the version does not have it. */
  readonly folderNamed: (folder: string) => string | undefined;
}

/**
 * The version that words name: a name, a folder, or `revision:folder` as git has it. Throws SpecError for one that does not exist
 * and for an invalid scenario.
 */
export function versionMeant(words: string): MeantVersion {
  const colon = words.indexOf(':');
  const isPath = colon < 2 || existsSync(words);
  if (isPath) {
    return {
      ...{ scenario: scenarioMeant(words), name: words },
      ...{ shown: (file) => file, inWords: (message) => message },
      folderNamed: (named) => (existsSync(named) ? resolve(named) : undefined),
      [Symbol.dispose]: () => {},
    };
  }
  return inRevision(words, words.slice(0, colon), words.slice(colon + 1));
}

function inRevision(words: string, revision: string, path: string): MeantVersion {
  if (revision.startsWith('-'))
    throw new SpecError(
      'unknown-scenario',
      `${revision} is not a revision: write it as in main:scenarios/data-lake`,
    );
  const prefix = git(words, ['rev-parse', '--show-prefix']).trim();
  const folder = posix.normalize(path.startsWith('./') ? posix.join(prefix, path) : path).replace(/\/$/, '');
  const files = filesOf(words, revision, folder);
  const root = mkdtempSync(join(tmpdir(), 'keyhole-revision-'));
  try {
    const checkout = join(root, ...folder.split('/'));
    writeFiles(words, files, root);
    if (!existsSync(join(checkout, 'scenario.yaml')))
      throw new SpecError('unknown-scenario', `${words} has no scenario.yaml in that revision`);
    const scenario = loadScenario(dirname(checkout), basename(checkout));
    return {
      scenario,
      name: words,
      shown: (file) => shownInRevision(resolve(file), root, revision),
      inWords: (message) => relabelled(message, root, revision),
      folderNamed: (named) => folderOfRevision(named, { words, revision, root }),
      [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    if (!(error instanceof SpecError)) throw error;
    throw new SpecError(error.code, relabelled(error.message, root, revision), { cause: error });
  }
}

/** The files of a folder in a revision. A scenario that reads sources beside it gets the whole tree. */
function filesOf(words: string, revision: string, folder: string): readonly GitFile[] {
  const list = ['ls-tree', '-r', '-z', '--full-tree', revision];
  const own = treeFiles(git(words, [...list, '--', folder]));
  const yaml = own.find(({ path }) => path === `${folder}/scenario.yaml`);
  if (yaml === undefined)
    throw new SpecError(
      'unknown-scenario',
      `${words} is not the folder of a scenario: the revision has no ${folder}/scenario.yaml`,
    );
  const readsSources = /^from:/m.test(git(words, ['cat-file', 'blob', yaml.blob]));
  return readsSources ? treeFiles(git(words, list)) : own;
}

function shownInRevision(file: string, root: string, revision: string): string {
  const inside = relative(root, file);
  return inside.startsWith('..') ? file : `${revision}:${inside.replaceAll('\\', '/')}`;
}

/** A message that names files of the revision, and not those of its copy. */
function relabelled(message: string, root: string, revision: string): string {
  const copies = [relative(process.cwd(), root), root];
  return copies.reduce((told, copy) => told.replaceAll(`${copy}/`, `${revision}:`), message);
}
