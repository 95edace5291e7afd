import { type Html, html, joined } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { Standing, StoreVerdict } from '../site/site.ts';
import { mark } from './marks.ts';
import { day, prose } from './words.ts';

/** A verdict with its mark. It says what holds too: it is for evidence and for runs that fail. */
export function verdictMark(verdict: StoreVerdict): Html {
  if (verdict === 'holds') return html`<span class="verdict">${mark('holds')} holds</span>`;
  if (verdict === 'failed') return html`<span class="tag is-broken">failed</span>`;
  return verdict === 'not recorded'
    ? html`<span class="soft">not recorded</span>`
    : html`<span class="tag is-still">${verdict}</span>`;
}

/** How an outcome or an example stands on a store, with the reason of what was skipped. */
export function standingCell(context: PageContext, { store, verdict, why }: Standing): Html {
  const older = verdict === 'not recorded' && dayOf(store.when) !== dayOf(context.site.main.run.ended);
  return html`${verdictMark(verdict)}${older && html`<br><span class="soft">on ${day(store.when)}</span>`}${why.length > 0 && html`<br><span class="soft">${joined(why.map(prose), '; ')}</span>`}`;
}

function dayOf(iso: string): string {
  return iso.slice(0, 10);
}
