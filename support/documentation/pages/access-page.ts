import { page } from '../components/frame.ts';
import { diagram } from '../diagram/diagram.ts';
import { pathsInWords } from '../diagram/paths-in-words.ts';
import { html } from '../html/html.ts';
import type { Address } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';

/** The address of the page that says who can do what in a pattern. */
export function accessAddress({ address }: SitePattern): Address {
  return `${address}access/`;
}

/** The page that says who can do what in a pattern. */
export function accessPage(context: PageContext, pattern: SitePattern): string {
  return page(context, {
    title: `Who can do what · ${pattern.title} · keyhole`,
    crumbs: [{ words: pattern.title, href: context.link(pattern.address) }, { words: 'Who can do what' }],
    main: html`<div class="title"><h1>Who can do what</h1></div>${diagram(context, pattern)}${pathsInWords(context, pattern)}`,
  });
}
