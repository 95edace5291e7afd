import { mark } from '../../documentation/components/marks.ts';
import { counted, worded } from '../../documentation/components/words.ts';
import { type Content, type Html, html } from '../../documentation/html/html.ts';
import type { LabContext } from '../lab-context.ts';
import type { ChangedAnswer, PolicyChange } from '../policy-place.ts';

/** The most answers that are listed. */
const LISTED = 60;

/** The result of setting a document: that it is in force, and which what-ifs of the cast end otherwise. */
export function policyChange(
  context: LabContext,
  { isSet, decision, changed, compared }: PolicyChange,
  how: string,
): Html {
  const request: Content =
    decision !== undefined && html` <a href="${context.request(decision)}">The decision</a>.`;
  if (!isSet) return html`<p><b>Nothing was changed.</b>${request}</p>`;
  const by = how === '' ? 'the lab’s surroundings were changed' : html`<code>${how}</code> was answered`;
  const done = html`<p class="ruling is-allowed"><b>In force.</b> ${by} at <span class="num">${new Date().toISOString().slice(11, 19)}</span> UTC.${request}</p>`;
  if (compared === 0) return done;
  if (changed.length === 0)
    return html`${done}<p>None of ${counted(compared, 'what-if')} about the cast is answered otherwise than before.</p>`;
  return html`${done}<p>Of ${counted(compared, 'what-if')} about the cast, ${changed.length} ${changed.length === 1 ? 'is' : 'are'} answered otherwise than before:</p>${GROUPS.map(
    ([title, isOf]) => group(context, title, changed.filter(isOf)),
  )}`;
}

/** The answers in groups: more access comes first. */
const GROUPS: readonly (readonly [title: string, isOf: (answer: ChangedAnswer) => boolean])[] = [
  ['Allowed now', ({ after }) => after === 'allowed'],
  ['Denied now', ({ after }) => after === 'denied'],
  ['Depends now', ({ after }) => after !== 'allowed' && after !== 'denied'],
];

function group(context: LabContext, title: string, answers: readonly ChangedAnswer[]): Content {
  if (answers.length === 0) return undefined;
  const rows = answers.slice(0, LISTED).map((answer) => html`<li>${row(context, answer)}</li>`);
  const more = answers.length - rows.length;
  return html`<h2 class="label">${title}</h2><ul class="changed">${rows}</ul>${more > 0 && html`<p class="small soft">and ${more} more</p>`}`;
}

function row(context: LabContext, { ask, principal, resource, before, after }: ChangedAnswer): Html {
  const query = new URLSearchParams({ ...ask, context: '' });
  const href = `${context.link('')}?${query}#chosen`;
  return html`${answered(after)} <a href="${href}"><b>${principal}</b> <code>${ask.action}</code>${ask.via === 's3' && ' through S3'} on ${worded(resource)} <span class="soft">was ${before}</span></a>`;
}

function answered(after: string): Html {
  const answer = after === 'allowed' || after === 'denied' ? after : 'failed';
  return html`<span class="is-${answer}">${mark(answer)} ${worded(after)}</span>`;
}
