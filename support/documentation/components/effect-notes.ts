import { type Content, type Html, html } from '../html/html.ts';
import type { DocumentStatement } from '../site/document-text.ts';
import type { PageContext } from '../site/page-context.ts';
import type { StatementEffect, StatementEffects } from '../site/statement-effects.ts';
import { decidesNothing } from '../site/statement-effects.ts';
import { mark } from './marks.ts';
import type { StatementState } from './policy-document.ts';
import { exampleLinks } from './statement-links.ts';
import { counted } from './words.ts';

/** The bar of a statement on the page of its document. */
export function stateOf({ allows, denies }: StatementEffects): StatementState {
  if (denies.requests > 0) return 'decides';
  return allows.requests > 0 ? 'allows' : 'still';
}

/** The effects of a statement in the run, permission by permission, each with its outcomes. */
export function effectNotes(
  context: PageContext,
  { effect }: DocumentStatement,
  effects: StatementEffects,
): Html {
  if (decidesNothing(effects)) return decidesNothingNote(context, effect, effects);
  const { allows, denies, nearest } = effects;
  const silent = allows.requests + denies.requests === 0;
  return html`${silent && html`<p class="is-still"><b>${effect === 'Deny' ? 'Denies' : 'Allows'} nothing in this run.</b></p>`}${listed(context, allows, html`<p class="is-allowed"><b>${mark('allowed')} allows ${counted(allows.requests, 'request')}</b></p>`)}${listed(context, denies, html`<p class="is-denied"><b>${mark('denied')} denies ${counted(denies.requests, 'request')}</b></p>`)}${listed(context, nearest, html`<p class="is-denied"><b>${mark('denied')} nearest in ${counted(nearest.requests, 'denial')}</b></p>`)}`;
}

/** The note on a statement without which each request would have been answered in the same way. */
function decidesNothingNote(
  context: PageContext,
  effect: string | undefined,
  { overruled }: StatementEffects,
): Html {
  const none =
    effect === 'Deny' ? 'No request was denied by it.' : 'No request was allowed by it, and none came near.';
  const { requests } = overruled;
  const matches = html`It matches ${counted(requests, 'request')} that ${requests === 1 ? 'was' : 'were'} denied all the same:`;
  return html`<p class="is-still"><b>Decides nothing in this run.</b> ${requests === 0 ? none : matches}</p>${listed(context, overruled, '')}`;
}

function listed(context: PageContext, { requests, permissions }: StatementEffect, title: Content): Content {
  if (requests === 0) return undefined;
  const lines = permissions.map(
    ({ action, element, examples }) =>
      html`<p><code>${action}</code>${element !== undefined && html` <span class="soft">${element} does not match</span>`} <span class="refs">${exampleLinks(context, examples)}</span></p>`,
  );
  return html`${title}${lines}`;
}
