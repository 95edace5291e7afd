import { type Html, html, joined } from '../html/html.ts';
import type { StoreVerdict } from '../site/site.ts';

/** The class of a tick. What holds has none. */
const TICKS: Readonly<Record<StoreVerdict, string>> = {
  holds: '',
  failed: 'b',
  skipped: 's',
  'not run': 'n',
  'not recorded': 'n',
};

/** Above this number, numbers alone say it. */
const MOST_TICKS = 60;

/** One tick for each outcome or example, and the same in words: `13 hold, 2 skipped`. */
export function strip(verdicts: readonly StoreVerdict[]): Html {
  const counts = Map.groupBy(verdicts, (verdict) => verdict);
  const words = (Object.keys(TICKS) as StoreVerdict[]).flatMap((verdict) => {
    const number = counts.get(verdict)?.length ?? 0;
    return number === 0 ? [] : word(verdict, number);
  });
  const ticks = verdicts.map(
    (verdict) => html`<i${TICKS[verdict] !== '' && html` class="${TICKS[verdict]}"`}></i>`,
  );
  return html`${verdicts.length <= MOST_TICKS && html`<span class="strip" aria-hidden="true">${ticks}</span>`}<span class="num">${joined(words, ', ')}</span>`;
}

function word(verdict: StoreVerdict, number: number): Html {
  if (verdict === 'holds') return html`${number} hold`;
  if (verdict === 'failed') return html`<span class="tag is-broken">${number} failed</span>`;
  return html`<span class="tag is-still">${number} ${verdict}</span>`;
}
