import { html } from '../html/html.ts';
import type { SiteFeature } from '../site/site.ts';

/** The name of a feature's file as words: `Writing without reading`. */
export function shortTitle({ name }: SiteFeature): string {
  const words = name.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The meaning of the bar beside a step. */
export const differenceLegend = html`<p class="small soft near"><span class="bar" aria-hidden="true"></span> marks the one step in which an example differs from its counterpart</p>`;
