import type { Page } from '../pages/pages.ts';

/** The ids and the links of a page. */
export interface PageAnchors {
  readonly ids: readonly string[];
  readonly links: readonly string[];
}

/** The ids and links of each page of a site, by its address. */
export function anchorsOf(pages: readonly Page[]): ReadonlyMap<string, PageAnchors> {
  return new Map(
    pages.map(({ address, text }) => [
      address,
      {
        ids: Array.from(text.matchAll(/\sid="([^"]*)"/g), ([, id = '']) => id),
        links: Array.from(text.matchAll(/\shref="([^"]*)"/g), ([, link = '']) => link),
      },
    ]),
  );
}

/** Ids that a page has twice, and links to an id that the page of the site has not. */
export function anchorFaults(pages: ReadonlyMap<string, PageAnchors>): readonly string[] {
  const root = 'https://site.example/';
  const known = new Map([...pages].map(([address, { ids }]) => [address, new Set(ids)]));
  return [...pages].flatMap(([address, { ids, links }]) => {
    const twice = ids.length === known.get(address)?.size ? [] : [`${address} has an id twice`];
    const dead = [...new Set(links)].filter((link) => {
      const url = new URL(link, `${root}${address}index.html`);
      const to = known.get(url.pathname.slice(1).replace(/index\.html$/, ''));
      const id = decodeURIComponent(url.hash.slice(1));
      if (url.origin !== new URL(root).origin || /assets|run\.json/.test(url.pathname)) return false;
      return to === undefined || (id !== '' && !to.has(id));
    });
    return [...twice, ...dead.map((link) => `${address} leads to ${link}`)];
  });
}
