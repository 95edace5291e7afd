import { type Mark, mark } from '../../documentation/components/marks.ts';
import { worded } from '../../documentation/components/words.ts';
import { type Html, html } from '../../documentation/html/html.ts';
import type { DecisionReport } from '../../gateway/record/decision-report.ts';
import type { LabContext } from '../lab-context.ts';

/** How a request was answered. `failed` is for one that no policy refused. */
export function answerOf({
  decisions,
  response,
  undecidable,
}: DecisionReport): Mark & ('allowed' | 'denied' | 'failed') {
  if (decisions.some(({ result }) => result === 'Denied')) return 'denied';
  return undecidable !== undefined || response.status >= 400 ? 'failed' : 'allowed';
}

/** A request as one row: when, who, what, and the reason if it was refused. */
export function decisionRow(context: LabContext, request: DecisionReport, chosen?: string): Html {
  const { id, time, caller, operation, decisions, response, undecidable, wouldBe } = request;
  const answer = answerOf(request);
  const denial = decisions.find((one) => one.denial !== undefined)?.denial;
  const on = decisions[0]?.resourceName;
  const why =
    denial?.sentence ??
    (undecidable === undefined
      ? answer === 'failed' && `fails: ${response.code ?? response.status}`
      : `keyhole cannot decide this: ${undecidable}`);
  return html`<li data-id="${id}" data-answer="${answer}"><a href="${context.request(id)}"${id === chosen && html` aria-current="true"`}><time datetime="${time}">${time.slice(11, 19)}</time><span class="is-${answer}">${mark(answer)}<span class="visually-hidden">${answer}</span></span><span><b>${caller ?? 'an unknown caller'}</b> ${operation ?? 'a request that was not understood'}${on !== undefined && html` <span class="on">${worded(on)}</span>`}${why !== false && html`<span class="why">${worded(why)}</span>`}${wouldBe !== undefined && html`<span class="why"><b>Soft mode let it through.</b></span>`}</span></a></li>`;
}
