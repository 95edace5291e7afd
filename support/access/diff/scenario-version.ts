import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, relative, resolve } from 'node:path';
import type { Scenario } from '../../scenario/document/scenario.ts';
import type { SourceGiven } from '../../scenario/document/scenario-of-source.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { scenarioMeant } from '../scenario-meant.ts';
import { folderOfRevision, type GitFile, git, treeFiles, writeFiles } from './revision-files.ts';

/** One version of a scenario: a folder or a file, or one in a revision of a git repository. */
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
 * The version that words name: a name, a folder, a file, or `revision:path` as git has it. Throws SpecError for one that does not exist
 * and for an invalid scenario. The files of parameters are those here, also for a template in a revision.
 */
export function versionMeant(words: string, given: SourceGiven = {}): MeantVersion {
  const colon = words.indexOf(':');
  const isPath = colon < 2 || existsSync(words);
  if (isPath) {
    return {
      ...{ scenario: scenarioMeant(words, given), name: words },
      ...{ shown: (file) => file, inWords: (message) => message },
      folderNamed: (named) => (existsSync(named) ? resolve(named) : undefined),
      [Symbol.dispose]: () => {},
    };
  }
  return inRevision({ words, given }, words.slice(0, colon), words.slice(colon + 1));
}

/** The words that name a version, and what is given about its source. */
interface Named {
  readonly words: string;
  readonly given: SourceGiven;
}

function inRevision({ words, given }: Named, revision: string, path: string): MeantVersion {
  if (revision.startsWith('-'))
    throw new SpecError(
      'unknown-scenario',
      `${revision} is not a revision: write it as in main:scenarios/data-lake`,
    );
  const prefix = git(words, ['rev-parse', '--show-prefix']).trim();
  const meant = posix.normalize(path.startsWith('./') ? posix.join(prefix, path) : path).replace(/\/$/, '');
  const inFolder = meant.replace(/(?:^|\/)scenario\.yaml$/, '') || '.';
  const files = filesOf(words, revision, inFolder);
  const root = mkdtempSync(join(tmpdir(), 'keyhole-revision-'));
  try {
    writeFiles(words, files, root);
    return {
      scenario: scenarioMeant(join(root, ...inFolder.split('/')), given),
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

/**
 * The files of a scenario in a revision: those of its folder, or those beside a template or a plan. A scenario that reads sources gets the
 * whole tree.
 */
function filesOf(words: string, revision: string, meant: string): readonly GitFile[] {
  const list = ['ls-tree', '-r', '-z', '--full-tree', revision];
  const within = (folder: string) =>
    treeFiles(git(words, folder === '.' ? list : [...list, '--', `${folder}/`]));
  const [source] = treeFiles(git(words, [...list, '--', meant])).filter(({ path }) => path === meant);
  if (source !== undefined) return within(posix.dirname(meant));
  const own = within(meant);
  const yaml = own.find(({ path }) => path === posix.join(meant, 'scenario.yaml'));
  if (yaml === undefined)
    throw new SpecError(
      'unknown-scenario',
      `${words} is neither a file nor the folder of a scenario: the revision has no ${posix.join(meant, 'scenario.yaml')}`,
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
