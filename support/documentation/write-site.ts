import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownFile } from '../node/own-file.ts';
import { pagesOf } from './pages/pages.ts';
import { pageNames } from './site/page-names.ts';
import { searchIndexOf, searchIndexScript } from './site/search-index.ts';
import type { Site } from './site/site.ts';

/** Files of the site that are the same for every run. */
const ASSETS = ['keyhole.css', 'keyhole.js'] as const;

/**
 * Writes a site into a folder. Pages that an earlier run wrote there and that this one does not have are removed.
 * Returns the number of pages.
 */
export function writeSite(site: Site, folder: string): number {
  const pages = pagesOf(site);
  rmSync(folder, { recursive: true, force: true });
  for (const { address, text } of pages) write(join(folder, address, 'index.html'), text);
  for (const asset of ASSETS) {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    cpSync(ownFile(`support/documentation/assets/${asset}`), join(folder, 'assets', asset));
  }
  const index = searchIndexOf(site, pageNames(site, pages));
  write(join(folder, 'assets/search-index.js'), searchIndexScript(index));
  write(join(folder, 'run.json'), JSON.stringify(site.main));
  return pages.length;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
