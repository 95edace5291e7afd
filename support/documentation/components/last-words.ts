import { type Content, type Html, html } from '../html/html.ts';
import { type CauseOfWords, type LastWords, lastWordsOf, NO_MESSAGE } from '../site/last-words-of.ts';
import type { PageContext } from '../site/page-context.ts';
import { suchAs } from './example-link.ts';
import { prose } from './words.ts';

/** The most examples that a row names. */
const MOST_EXAMPLES = 3;

/**
 * The table that leads from the last words of a refusal to what refused: one row for each cause, the most frequent first.
 * `limit` is the most classes of messages that it lists. Undefined if no request was refused.
 */
export function lastWordsTable(
  context: PageContext,
  { limit = Number.POSITIVE_INFINITY }: { readonly limit?: number } = {},
): Html | undefined {
  const all = lastWordsOf(context.site);
  if (all.length === 0) return undefined;
  const shown = all.slice(0, limit);
  const rest = all.length - shown.length;
  return html`<div class="scroll near" role="group" aria-label="Last words of refusals" tabindex="0"><table class="stacks last-words"><thead><tr><th scope="col">the message ends</th><th scope="col">what refused</th><th scope="col" class="count">requests</th><th scope="col">such as</th></tr></thead>${shown.map((words) => group(context, words))}</table></div>${rest > 0 && html`<p class="small near"><a href="${context.link('denials/')}">${rest} more</a></p>`}`;
}

function group(context: PageContext, { words, causes }: LastWords): Html {
  const head = html`<th scope="rowgroup"${causes.length > 1 && html` rowspan="${causes.length}"`}>${wording(words)}</th>`;
  return html`<tbody>${causes.map((cause, index) => row(context, cause, index === 0 && head))}</tbody>`;
}

function wording(words: string): Html {
  return words === NO_MESSAGE
    ? html`<span class="soft">${words}</span>`
    : html`<span class="wire">${words}</span>`;
}

function row(context: PageContext, { refusedBy, denials }: CauseOfWords, head: Content): Html {
  const examples = denials.map(({ example }) => example);
  return html`<tr>${head}<td>${prose(refusedBy)}</td><td class="num count" data-l="requests">${denials.length}</td><td data-l="such as">${suchAs(context, examples, MOST_EXAMPLES)}</td></tr>`;
}
