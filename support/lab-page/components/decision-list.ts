import { counted } from '../../documentation/components/words.ts';
import { type Html, html } from '../../documentation/html/html.ts';
import type { DecisionReport } from '../../gateway/record/decision-report.ts';
import type { LabContext } from '../lab-context.ts';
import { decisionRow, isDeniedByPolicies } from './decision-rows.ts';

/** The requests of a page of the list. */
const SHOWN = 50;

/** The choice of the requests that are listed. */
export interface ListChoice {
  /** The id of the request that is opened. */
  readonly chosen?: string | undefined;
  /** True for requests that policies deny. */
  readonly deniedOnly: boolean;
  /** Only requests before the one of this id. */
  readonly before?: string | undefined;
}

/** The newest requests of a lab, newest first, with a link to earlier ones. With the script, new ones arrive above. */
export function decisionList(
  context: LabContext,
  requests: readonly DecisionReport[],
  { chosen, deniedOnly, before }: ListChoice,
): Html {
  const end = requests.findIndex(({ id }) => id === before);
  const until = end === -1 ? requests : requests.slice(0, end);
  const wanted = deniedOnly ? until.filter(isDeniedByPolicies) : until;
  const shown = wanted.slice(-SHOWN).toReversed();
  const oldest = shown.at(-1);
  const earlier = wanted.length - shown.length;
  const page = context.link('');
  const more = `${page}?${deniedOnly ? 'denied=1&' : ''}before=${encodeURIComponent(oldest?.id ?? '')}#decisions`;
  const isNewest = end === -1;
  return html`<section class="stream" id="decisions" aria-label="Decisions"><div class="stream-head"><h2 class="label">Decisions, newest first</h2><p class="small">${deniedOnly ? html`<a href="${page}#decisions">all</a>` : html`<a href="${page}?denied=1#decisions">denied only</a>`}${!isNewest && html` <a href="${page}#decisions">newest</a>`}</p></div>
<p class="small soft" id="quiet"${shown.length > 0 && html` hidden`}>No request yet. Send one with any AWS client.</p>
<ol class="decisions"${isNewest && html` data-stream="stream" data-last="${requests.at(-1)?.id}"${deniedOnly && html` data-only="denied"`}`}>${shown.map((request) => decisionRow(context, request, chosen))}</ol>
${earlier > 0 && html`<p class="small soft near"><a href="${more}">${counted(earlier, 'earlier request')}</a></p>`}</section>`;
}
