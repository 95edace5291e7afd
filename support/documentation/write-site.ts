import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ownFile } from '../node/own-file.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { prepareDrawings } from './diagram/diagram.ts';
import { pagesOf } from './pages/pages.ts';
import { pageNames } from './site/page-names.ts';
import { recordText } from './site/record-text.ts';
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
  const earlier = filesOf(folder);
  await prepareDrawings(site);
  const pages = pagesOf(site);
  const files = new Map(pages.map(({ address, text }) => [`${address}index.html`, text]));
  const index = searchIndexOf(site, pageNames(site, pages));
  files.set('assets/search-index.js', searchIndexScript(index));
  files.set(RECORD_FILE, recordText(site));
  files.set(LIST, [...files.keys(), ...ASSETS.map((asset) => `assets/${asset}`)].join('\n'));
  try {
    for (const file of earlier) if (!files.has(file)) rmSync(join(folder, file), { force: true });
    for (const [file, text] of files) write(join(folder, file), text);
    for (const asset of ASSETS)
      cpSync(ownFile(`support/documentation/assets/${asset}`), join(folder, 'assets', asset));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const shown = relative(process.cwd(), folder) || folder;
    throw new SpecError('unreadable-file', `the site cannot be written to ${shown}: ${why}`, { cause });
  }
  return pages.length;
}

/** The files of the site that is in a folder. Throws SpecError for a folder that holds something else. */
function filesOf(folder: string): readonly string[] {
  const list = join(folder, LIST);
  if (existsSync(list))
    return readFileSync(list, 'utf8')
      .split('\n')
      .filter((file) => file !== '' && !file.split('/').includes('..'));
  const others = existsSync(folder) ? readdirSync(folder).filter((name) => name !== RECORD_FILE) : [];
  if (others.length === 0) return [];
  const shown = relative(process.cwd(), folder) || '.';
  throw new SpecError(
    'unreadable-file',
    `${shown} has files that are of no site, such as ${others[0]}: name a new folder with --out`,
  );
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
