import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ownFile } from '../node/own-file.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { prepareDrawings } from './diagram/diagram.ts';
import { pagesOf } from './pages/pages.ts';
import { pageNames } from './site/page-names.ts';
import { recordFiles } from './site/record-files.ts';
import { searchIndexOf, searchIndexScript } from './site/search-index.ts';
import type { Site } from './site/site.ts';

/** Files of the site that are the same for every run. */
const ASSETS = ['keyhole.css', 'keyhole.js'] as const;

/** The list of the files that make up the site, so that the next build removes the pages that are gone. */
const LIST = 'assets/files.txt';

/** The record of the run, for machines. */
export const RECORD_FILE = 'run.json';

/**
 * Writes a site into a folder, in place of an earlier one. Files that no site wrote are never touched. Resolves with the
 * number of pages. Rejects with SpecError `unreadable-file` for a folder with other files, or one that cannot be written.
 */
export async function writeSite(site: Site, folder: string): Promise<number> {
  const earlier = new Set(written(folder, () => filesOf(folder)));
  await prepareDrawings(site);
  const pages = pagesOf(site);
  const files = new Map(pages.map(({ address, text }) => [`${address}index.html`, text]));
  const index = searchIndexOf(site, pageNames(site, pages));
  files.set('assets/search-index.js', searchIndexScript(index));
  for (const { name, text } of recordFiles(site)) files.set(name, text);
  const list = new Set([...files.keys(), ...ASSETS.map((asset) => `assets/${asset}`)]);
  written(folder, () => {
    refuseOthers(folder, list, earlier);
    // The list comes first, so that the next build knows also the pages of one that was broken off.
    write(join(folder, LIST), [...new Set([...earlier, ...list])].join('\n'));
    for (const file of earlier) if (!list.has(file)) rmSync(join(folder, file), { force: true });
    for (const [file, text] of files) write(join(folder, file), text);
    for (const asset of ASSETS)
      cpSync(ownFile(`support/documentation/assets/${asset}`), join(folder, 'assets', asset));
    write(join(folder, LIST), [...list].join('\n'));
  });
  return pages.length;
}

/** The result of reading or writing a folder. Throws SpecError with the reason if that fails. */
function written<Result>(folder: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SpecError('unreadable-file', `the site cannot be written to ${shown(folder)}: ${why}`, {
      cause,
    });
  }
}

/** A file that a site has: a page, or one of a few names. A list with another line is of no site. */
const OF_A_SITE =
  /^(?:(?:[a-zA-Z0-9][\w.-]*\/)*index\.html|run(?:-\d+)?\.json|assets\/(?:keyhole\.(?:css|js)|search-index\.js|files\.txt))$/;

/** The files of the site that is in a folder. Throws SpecError for a folder that holds something else. */
function filesOf(folder: string): readonly string[] {
  const list = join(folder, LIST);
  const files = existsSync(list) ? readFileSync(list, 'utf8').split('\n') : [];
  if (files.length > 0 && files.every((file) => OF_A_SITE.test(file))) return files;
  const others = existsSync(folder) ? readdirSync(folder).filter((name) => name !== RECORD_FILE) : [];
  if (others.length === 0) return [];
  throw new SpecError(
    'unreadable-file',
    `${shown(folder)} has files that are of no site, such as ${others[0]}: name a new folder with --out`,
  );
}

/** Throws SpecError if a file of the site would be written over one that no site wrote. */
function refuseOthers(folder: string, files: ReadonlySet<string>, earlier: ReadonlySet<string>): void {
  if (earlier.size === 0) return;
  const other = [...files].find(
    (file) => !earlier.has(file) && file !== RECORD_FILE && existsSync(join(folder, file)),
  );
  if (other === undefined) return;
  throw new SpecError(
    'unreadable-file',
    `${shown(folder)}/${other} is there and is of no site: name a new folder with --out`,
  );
}

function shown(folder: string): string {
  return relative(process.cwd(), folder) || '.';
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
