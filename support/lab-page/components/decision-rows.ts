import { type Mark, mark } from '../../documentation/components/marks.ts';
import { worded } from '../../documentation/components/words.ts';
import { type Html, html } from '../../documentation/html/html.ts';
import type { DecisionReport } from '../../gateway/record/decision-report.ts';
import type { LabContext } from '../lab-context.ts';

/**
 * How a request was answered. `softened` is for one that policies deny and soft mode let through, and `failed` for one that
 * no policy refused.
 */
type Answer = 'allowed' | 'denied' | 'softened' | 'failed';

/** The mark of an answer, the class that colors it, and its word. */
const SHOWN: Readonly<Record<Answer, readonly [mark: Mark, color: string, word: string]>> = {
  allowed: ['allowed', 'allowed', 'allowed'],
  denied: ['denied', 'denied', 'denied'],
  softened: ['differs', 'failed', 'let through by soft mode'],
  failed: ['failed', 'failed', 'failed'],
};

/** How a request was answered. */
export function answerOf({ decisions, response, undecidable, wouldBe }: DecisionReport): Answer {
  const fails = undecidable !== undefined || response.status >= 400;
  if (wouldBe !== undefined && response.code !== 'AccessDenied') return fails ? 'failed' : 'softened';
  if (decisions.some(({ result }) => result === 'Denied')) return 'denied';
  return fails ? 'failed' : 'allowed';
}

/** True for a request that policies deny, whether soft mode let it through or not. */
export function isDeniedByPolicies(request: DecisionReport): boolean {
  return request.wouldBe !== undefined || answerOf(request) === 'denied';
}

/** A request as one row: when, who, what, and the reason if it was refused. */
export function decisionRow(context: LabContext, request: DecisionReport, chosen?: string): Html {
  const { id, time, caller, operation, decisions, response, undecidable, wouldBe } = request;
  const answer = answerOf(request);
  const denial = decisions.find((one) => one.denial !== undefined)?.denial;
  const on = decisions[0]?.resourceName;
  const reason =
    denial?.sentence ??
    (undecidable === undefined
      ? answer === 'failed' && `fails: ${response.code ?? response.status}`
      : `keyhole cannot decide this: ${undecidable}`);
  const isSoftened = wouldBe !== undefined && answer !== 'denied';
  const why = isSoftened ? `Soft mode let it through. Policies say: ${reason}` : reason;
  const [symbol, color, word] = SHOWN[answer];
  return html`<li data-id="${id}" data-answer="${answer}"${isDeniedByPolicies(request) && html` data-denied`}><a href="${context.request(id)}"${id === chosen && html` aria-current="true"`}><time datetime="${time}">${time.slice(11, 19)}</time><span class="is-${color}">${mark(symbol)}<span class="visually-hidden">${word}</span></span><span><b>${caller ?? 'an unknown caller'}</b> ${operation ?? 'a request that was not understood'}${on !== undefined && html` <span class="on">${worded(on)}</span>`}${why !== false && html`<span class="why">${worded(why)}</span>`}</span></a></li>`;
}
