import { type Html, html, markup } from '../html/html.ts';

/** The marks of the site: each means one thing, and no color is needed to tell them apart. */
const SYMBOLS = {
  allowed: '<symbol id="m-allowed" viewBox="0 0 17 12"><path d="M0 6h14M10 2l4.4 4L10 10"/></symbol>',
  denied:
    '<symbol id="m-denied" viewBox="0 0 17 12"><path d="M0 6h12"/><path d="M13 0.5v11" stroke-width="3"/></symbol>',
  failed:
    '<symbol id="m-failed" viewBox="0 0 17 12"><path d="M0 6h2.5M4.5 6h2.5M9 6h1.5"/><circle cx="13.5" cy="6" r="2.7"/></symbol>',
  holds: '<symbol id="m-holds" viewBox="0 0 12 12"><path d="M1.5 6.5l3 3.2L10.5 2"/></symbol>',
  broken:
    '<symbol id="m-broken" viewBox="0 0 12 12"><path d="M2 2l8 8M10 2l-8 8" stroke-width="2.2"/></symbol>',
  skipped: '<symbol id="m-skipped" viewBox="0 0 12 12"><path d="M1.5 6h9"/></symbol>',
  'not-run':
    '<symbol id="m-not-run" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4" stroke-dasharray="2 1.6"/></symbol>',
  partly:
    '<symbol id="m-partly" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.5"/><path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor"/></symbol>',
  depends:
    '<symbol id="m-depends" viewBox="0 0 17 12"><path d="M0 6h14" stroke-dasharray="2.5 2"/><path d="M10 2l4.4 4L10 10"/></symbol>',
  differs: '<symbol id="m-differs" viewBox="0 0 12 12"><path d="M1 4h10M1 8h10M8.5 1L3.5 11"/></symbol>',
} as const;

/** A mark of the site. */
export type Mark = keyof typeof SYMBOLS;

const NARROW: ReadonlySet<Mark> = new Set(['holds', 'broken', 'skipped', 'not-run', 'partly', 'differs']);

/** The drawings of all marks, once a page. */
export const sprite: Html = markup(
  `<svg class="sprite" aria-hidden="true"><defs>\n${Object.values(SYMBOLS).join('\n')}\n</defs></svg>`,
);

/** A mark beside a word that says the same. Assistive technology reads the word alone. */
export function mark(name: Mark): Html {
  const narrow = NARROW.has(name) && ' narrow';
  return html`<svg class="mark${narrow}" aria-hidden="true"><use href="#m-${name}"/></svg>`;
}
