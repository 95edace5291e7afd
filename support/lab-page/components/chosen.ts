import { isGranted } from '../../documentation/components/because.ts';
import { type Mark, mark } from '../../documentation/components/marks.ts';
import { onTheWire } from '../../documentation/components/on-the-wire.ts';
import { serviceName, whatItTakes } from '../../documentation/components/what-it-takes.ts';
import { consideredCount, whatWasConsidered } from '../../documentation/components/what-was-considered.ts';
import { capitalized, worded } from '../../documentation/components/words.ts';
import { type Content, type Html, html, joined } from '../../documentation/html/html.ts';
import type { RecordedPermission, RecordedRequest } from '../../documentation/record/recorded-decision.ts';
import type { LabContext } from '../lab-context.ts';
import type { LabView } from '../lab-view.ts';

/** A request opened: the reason, its permissions, the statements considered, and the answer that its client got. */
export function chosenRequest(context: LabContext, view: LabView, request: RecordedRequest): Html {
  const { id, time, caller, service, operation, principal, region } = request;
  const what = [service === undefined ? '' : serviceName(service), operation ?? ''].join(' ').trim();
  const facts: readonly Content[] = [
    caller ?? 'an unknown caller',
    what || 'a request that was not understood',
    region,
    principal !== caller && principal !== undefined && html`<code>${principal}</code>`,
    html`<span class="num">${time.slice(11, 23)}</span>`,
    html`<code>request id: ${id}</code>`,
  ];
  return opened(context, view, request, {
    facts,
    last: [
      request.response !== undefined &&
        html`<div><h3 class="label">The answer on the wire</h3>${onTheWire(request)}${remarks(request.response)}</div>`,
      html`<div><h3 class="label">Ask again</h3><code class="command">${view.command('explain', `${id} --endpoint ${view.endpoint}`)}</code></div>`,
    ],
  });
}

/** A what-if with its answer. */
interface AnsweredWhatIf {
  readonly permission: RecordedPermission;
  /** The principal in the words of the form. */
  readonly principal: string;
  readonly viaS3: boolean;
}

/** The answer to a what-if, as a request of one permission that was never sent. */
export function chosenWhatIf(
  context: LabContext,
  view: LabView,
  { permission, principal, viaS3 }: AnsweredWhatIf,
): Html {
  const request: RecordedRequest = {
    id: 'what-if',
    time: '',
    ...callerMeant(view, principal),
    ...(viaS3 && { service: 's3' }),
    decisions: [permission],
    step: 0,
  };
  const facts = [
    'What if',
    worded(request.caller ?? principal),
    html`<code>${permission.action}</code>`,
    worded(permission.resourceName),
  ];
  return opened(context, view, request, { facts, last: [] });
}

/** The name and the ARN of the principal that a form names. */
function callerMeant({ scenario }: LabView, words: string): Pick<RecordedRequest, 'caller' | 'principal'> {
  const account = scenario?.accounts.find(({ root }) => root === words);
  if (account !== undefined) return { caller: `the root user of ${account.phrase}`, principal: words };
  const known = scenario?.principals.find(({ phrase, name }) => phrase === words || name === words);
  return { caller: known?.phrase ?? words, principal: known?.arn };
}

interface OpenedParts {
  readonly facts: readonly Content[];
  readonly last: readonly Content[];
}

function opened(
  context: LabContext,
  view: LabView,
  request: RecordedRequest,
  { facts, last }: OpenedParts,
): Html {
  const denied = request.decisions.find(({ denial }) => denial !== undefined);
  const { answer, words } = reasonOf(request, denied);
  const shown = facts.filter((fact) => fact !== undefined && fact !== false);
  const parts = [
    html`<div><p class="reason is-${answer}">${mark(answer)}<span class="words">${words}</span></p><p class="facts">${shown.map((fact) => html`<span>${fact}</span>`)}</p></div>`,
    request.decisions.length > 0 &&
      html`<div><h3 class="label">What the request takes</h3>${whatItTakes(context, view.scenario, request)}</div>`,
    considered(context, denied),
    remedyOf(denied),
    ...last,
  ];
  return html`<div class="explanation">${joined(parts, '\n')}</div>`;
}

function considered(context: LabContext, permission: RecordedPermission | undefined): Content {
  const { denial } = permission ?? {};
  if (permission === undefined || denial === undefined || denial.considered.length === 0) return undefined;
  return html`<div><h3 class="label">What was considered for <code>${permission.action}</code>: ${consideredCount(denial)}</h3>${whatWasConsidered(context, denial, { extent: 'texts', prefix: 'chosen' })}</div>`;
}

/** The remedy of a denied permission. */
function remedyOf(denied: RecordedPermission | undefined): Content {
  const remedy = denied?.denial?.remedy;
  return (
    remedy !== undefined &&
    html`<div><h3 class="label">What would allow it</h3><p>${worded(capitalized(remedy))}</p></div>`
  );
}

/** The reason of an answer in one sentence. */
function reasonOf(
  request: RecordedRequest,
  denied: RecordedPermission | undefined,
): { readonly answer: Mark; readonly words: Content } {
  const { undecidable, response, decisions } = request;
  if (denied?.denial !== undefined)
    return { answer: 'denied', words: worded(capitalized(denied.denial.sentence)) };
  if (undecidable !== undefined)
    return { answer: 'failed', words: html`keyhole cannot decide this: ${worded(undecidable)}` };
  if (response !== undefined && response.status >= 400)
    return { answer: 'failed', words: html`Fails: ${response.code ?? response.status}` };
  if (!isGranted(request)) return { answer: 'allowed', words: 'Answered: the request takes no permission' };
  const permissions = decisions.map(({ action }) => html`<code>${action}</code>`);
  return { answer: 'allowed', words: html`Allowed: ${joined(permissions, ', ')}` };
}

/** Keyhole's own words about a refusal, beside AWS's, if the record has them. */
function remarks(response: NonNullable<RecordedRequest['response']>): Content {
  const said = [response.why, response.remedy, response.detail].filter((one) => typeof one === 'string');
  return said.map((one) => html`<p class="near">${worded(capitalized(one))}</p>`);
}
