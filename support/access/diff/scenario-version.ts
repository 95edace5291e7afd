import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve } from 'node:path';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { scenarioMeant } from '../scenario-meant.ts';

/** One version of a scenario: a folder or a file, or one in a revision of a git repository. */
export interface ScenarioVersion extends Disposable {
  readonly scenario: Scenario;
  /** The words that named it. */
  readonly name: string;
  /** The path of a file of the version as people know it: `main:scenarios/data-lake/key.json`. */
  readonly shown: (file: string) => string;
}

/**
 * The version that words name: a name, a folder, a file, or `revision:path` as git has it. Throws SpecError for one that does not exist
 * and for an invalid scenario.
 */
export function versionMeant(words: string): ScenarioVersion {
  const colon = words.indexOf(':');
  const isPath = colon < 2 || existsSync(words);
  if (isPath) {
    const scenario = scenarioMeant(words);
    return { scenario, name: words, shown: (file) => file, [Symbol.dispose]: () => {} };
  }
  return inRevision(words, words.slice(0, colon), words.slice(colon + 1));
}

function inRevision(words: string, revision: string, path: string): ScenarioVersion {
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
      scenario: scenarioMeant(join(root, ...inFolder.split('/'))),
      name: words,
      shown: (file) => shownInRevision(resolve(file), root, revision),
      [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw relabelled(error, root, revision);
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

interface GitFile {
  readonly blob: string;
  readonly path: string;
}

/** The regular files of `git ls-tree -z`; links are left out. */
function treeFiles(output: string): readonly GitFile[] {
  return output.split('\0').flatMap((line) => {
    const [, blob, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return blob === undefined || path === undefined || path.split('/').includes('..') ? [] : [{ blob, path }];
  });
}

function writeFiles(words: string, files: readonly GitFile[], root: string): void {
  for (const { blob, path } of files) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, git(words, ['cat-file', 'blob', blob]));
  }
}

function git(words: string, args: readonly string[]): string {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      maxBuffer: 1024 * 1024 * 256,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (cause) {
    const said = String(Object(cause).stderr ?? '').trim();
    const why = said === '' ? 'git could not be run' : said.split('\n')[0]?.replace(/^fatal: /, '');
    throw new SpecError(
      'unknown-scenario',
      `${words} is neither a scenario here nor one in a revision: ${why}`,
      { cause },
    );
  }
}

function shownInRevision(file: string, root: string, revision: string): string {
  const inside = relative(root, file);
  return inside.startsWith('..') ? file : `${revision}:${inside.replaceAll('\\', '/')}`;
}

/** An error whose message names files of the revision, and not those of its copy. */
function relabelled(error: unknown, root: string, revision: string): unknown {
  if (!(error instanceof SpecError)) return error;
  const copy = relative(process.cwd(), root);
  const message = error.message.replaceAll(`${copy}/`, `${revision}:`).replaceAll(`${root}/`, `${revision}:`);
  return new SpecError(error.code, message, { cause: error });
}
