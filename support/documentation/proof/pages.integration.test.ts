import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchIndex } from '../site/search-format.ts';
import { deadLinks, readPage } from './page-faults.ts';
import { type WrittenSites, writeSites } from './written-sites.ts';

const LARGEST_PAGE = 300_000;

let sites: WrittenSites;
beforeAll(async () => {
  sites = await writeSites();
});
afterAll(() => sites.remove());

describe.each(['holding', 'failing'] as const)('the pages of a %s run', (which) => {
  let pages: Map<string, ReturnType<typeof readPage>>;
  beforeAll(() => {
    const { folder, pages: files } = sites[which];
    pages = new Map(files.map((file) => [file, readPage(file, readFileSync(join(folder, file), 'utf8'))]));
  });

  test('are many, and valid HTML', () => {
    expect(pages.size).toBeGreaterThan(10);
    expect([...pages.values()].flatMap(({ faults }) => faults).slice(0, 30)).toEqual([]);
  });

  test('lead only to files and elements that are there', () => {
    const { folder } = sites[which];
    expect([...pages.values()].flatMap(({ hrefs }) => [...hrefs]).length).toBeGreaterThan(1000);
    const isFile = (path: string) => existsSync(join(folder, path)) && statSync(join(folder, path)).isFile();
    expect(deadLinks(pages, isFile).slice(0, 30)).toEqual([]);
  });

  /** The links of a kind, each with the page and the id that it leads to. */
  const targetsOf = (kind: 'arrows' | 'cells') =>
    [...pages].flatMap(([file, page]) =>
      [...page[kind]].map((href) => {
        const { pathname, hash } = new URL(href, `file:///${file}`);
        const to = pages.get(decodeURIComponent(pathname.slice(1)));
        return { place: `${file} ${href}`, to, id: decodeURIComponent(hash.slice(1)) };
      }),
    );

  test('lead from each arrow of a drawing to a statement, or to a decision', () => {
    const arrows = targetsOf('arrows');
    expect(arrows.length).toBeGreaterThan(5);
    expect(arrows.filter(({ to, id }) => to?.statements.has(id)).length).toBeGreaterThan(3);
    const astray = arrows.filter(({ to, id }) => !to?.statements.has(id) && !to?.decisions.has(id));
    expect(astray.map(({ place }) => place)).toEqual([]);
  });

  test('lead from each cell of a matrix to its decision', () => {
    const cells = targetsOf('cells');
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter(({ to, id }) => !to?.decisions.has(id)).map(({ place }) => place)).toEqual([]);
  });

  test('are led to by the search', () => {
    const script = readFileSync(join(sites[which].folder, 'assets/search-index.js'), 'utf8');
    const index: SearchIndex = JSON.parse(script.replace(/^[^=]*=/, ''));
    const dead = index.entries.filter(([, page, fragment]) => {
      const target = pages.get(`${index.pages[page]?.[0]}index.html`);
      return !target || (fragment !== '' && !target.ids.has(fragment));
    });
    expect(index.entries.length).toBeGreaterThan(100);
    expect(dead).toEqual([]);
  });

  test(`have at most ${LARGEST_PAGE} bytes`, () => {
    const { folder, pages: files } = sites[which];
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => statSync(join(folder, file)).size > LARGEST_PAGE)).toEqual([]);
  });
});
