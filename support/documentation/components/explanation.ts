import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';
import { examplesOfReason } from '../site/same-reason.ts';
import type { SiteExample } from '../site/site.ts';
import { askAgain } from './ask-again.ts';
import { isGranted } from './because.ts';
import { explanationBook } from './explanation-book.ts';
import { type Mark, mark } from './marks.ts';
import { isAmbiguous, onTheWire } from './on-the-wire.ts';
import { linksTo } from './statement-links.ts';
import { serviceName, whatItTakes } from './what-it-takes.ts';
import { consideredCount, whatWasConsidered } from './what-was-considered.ts';
import { capitalized, worded } from './words.ts';

export { because } from './because.ts';

/** How an explanation is shown. */
interface ExplanationShown {
  readonly id: string;
  /** True among many of one example: what all share is left out. */
  readonly among?: boolean;
}

/**
 * A request opened in place, with the reason as its summary. Within it are its permissions, the statements considered,
 * the answer as the client gets it, and the commands that ask again. A link to its id opens it.
 */
export function explanation(
  context: PageContext,
  example: SiteExample,
  request: RecordedRequest,
  { id, among = false }: ExplanationShown,
): Html {
  const permission = request.decisions.find(({ denial }) => denial !== undefined);
  const { answer, words } = summaryOf(request, permission);
  const scenario = example.feature.pattern.scenarios.find(({ name }) => name === example.scenario);
  const said = html`${byline(request)} ${words}`;
  if (explanationBook(context).isFull) return brieflyExplained(id, { request, answer, words: said });
  const parts = [
    request.decisions.length > 0 &&
      html`<div><h4 class="label">What the request takes</h4>${whatItTakes(context, scenario, request)}</div>`,
    considered(context, { example, permission, id }),
    remedyOf(permission),
    request.response !== undefined &&
      html`<div><h4 class="label">The answer on the wire</h4>${onTheWire(request)}${isAmbiguous(request) && html`<p class="small soft near">${AMBIGUITY} <a href="${context.link('denials/')}">What other last words mean</a></p>`}</div>`,
    !among &&
      html`<div><h4 class="label">Ask again</h4>${askAgain(context.site.repeat, example, { request, permission })}${standing(context, example, permission)}</div>`,
  ];
  const shown = html`<details class="explanation"><summary class="is-${answer}">${mark(answer)}<span class="words">${said}</span></summary>
<div id="${id}">${facts(request)}</div>
${joined(parts, '\n')}
</details>`;
  explanationBook(context).add(shown.text.length);
  return shown;
}

/** An explanation on a page that has no room for more: the answer, and the facts of the request. */
function brieflyExplained(
  id: string,
  {
    request,
    answer,
    words,
  }: { readonly request: RecordedRequest; readonly answer: Mark; readonly words: Content },
): Html {
  return html`<details class="explanation"><summary class="is-${answer}">${mark(answer)}<span class="words">${words}</span></summary>
<div id="${id}">${facts(request)}</div>
</details>`;
}

/** The caller and the operation, which tell a request from the others of its example. */
function byline({ caller = 'an unknown caller', operation = 'a request' }: RecordedRequest): Html {
  return html`<span class="by">${caller}, ${operation}:</span>`;
}

const AMBIGUITY =
  'A Deny statement in the key policy, and a key that does not exist, are told in the same words: AWS does not say which.';

function isOnAccessPoint({ resource }: RecordedPermission): boolean {
  return resource.includes(':accesspoint/');
}

/** The reason of a request's answer in one sentence. */
function summaryOf(
  request: RecordedRequest,
  permission: RecordedPermission | undefined,
): { readonly answer: Mark; readonly words: Content } {
  const { undecidable, response } = request;
  if (permission?.denial !== undefined)
    return { answer: 'denied', words: worded(capitalized(permission.denial.sentence)) };
  if (undecidable !== undefined)
    return { answer: 'failed', words: html`keyhole cannot decide this: ${worded(undecidable)}` };
  if (response !== undefined && response.status >= 400)
    return { answer: 'failed', words: html`Fails: ${response.code ?? response.status}` };
  const isThroughPoint = request.decisions.some(isOnAccessPoint);
  const permissions = request.decisions.map((decision) => {
    const action = html`<code>${decision.action}</code>`;
    if (!isThroughPoint || !decision.action.startsWith('s3:')) return action;
    return html`${action} ${isOnAccessPoint(decision) ? 'on the access point' : 'on its bucket'}`;
  });
  if (!isGranted(request)) return { answer: 'allowed', words: 'Answered: the request takes no permission' };
  return { answer: 'allowed', words: html`Allowed: ${joined(permissions, ', ')}` };
}

function facts({ caller, service, operation, region, principal, id }: RecordedRequest): Html {
  const what = [service === undefined ? '' : serviceName(service), operation ?? ''].join(' ').trim();
  const known = [
    caller ?? 'an unknown caller',
    what || 'a request that was not understood',
    region,
    principal !== caller && principal !== undefined && html`<code>${principal}</code>`,
    html`decision <code>${id}</code>`,
  ].filter((fact) => fact !== undefined && fact !== false);
  return html`<p class="facts">${known.map((fact) => html`<span>${fact}</span>`)}</p>`;
}

interface Denied {
  readonly example: SiteExample;
  readonly permission: RecordedPermission | undefined;
  readonly id: string;
}

/** The remedy of a denied permission, if the record has it. */
function remedyOf(permission: RecordedPermission | undefined): Content {
  const remedy = permission?.denial?.remedy;
  return (
    remedy !== undefined &&
    html`<div><h4 class="label">What would allow it</h4><p>${worded(capitalized(remedy))}</p></div>`
  );
}

/** The policies that took part in a denial; a link where the page has the same already. */
function considered(context: PageContext, { example, permission, id }: Denied): Content {
  const { denial } = permission ?? {};
  if (permission === undefined || denial === undefined || denial.considered.length === 0) return undefined;
  const book = explanationBook(context);
  const earlier = book.enter(denial, { id, example });
  const title = html`<h4 class="label">What was considered for <code>${permission.action}</code>: ${consideredCount(denial)}</h4>`;
  if (earlier !== undefined)
    return html`<div>${title}<p>The same as in <a href="#${earlier.id}">${earlier.example.name}</a></p></div>`;
  return html`<div>${title}${whatWasConsidered(context, denial, { extent: book.extent(), prefix: id })}</div>`;
}

/** On which stores the example holds, and which others have the same reason. */
function standing(
  context: PageContext,
  example: SiteExample,
  permission: RecordedPermission | undefined,
): Html {
  const outcomes = example.outcomes.flatMap((id) => context.site.outcomes.get(id) ?? []);
  const [outcome] = outcomes;
  const stands = (outcome ?? example).standings.filter(({ verdict }) => verdict !== 'not recorded');
  const evidence = [...Map.groupBy(stands, ({ verdict, why }) => [verdict, ...why].join(': '))].map(
    ([words, all]) => `${words} on ${all.map(({ store }) => store.name).join(' and ')}`,
  );
  const words = capitalized(evidence.join('; '));
  const others =
    permission !== undefined &&
    linksTo(context, examplesOfReason(context.site, example, permission), example);
  const { alone } = example;
  return html`<p class="refs small near wide">${words !== '' && html`<span>${outcome === undefined ? words : html`<a href="${context.outcome(outcome)}">${words}</a>`}</span>`}${alone !== undefined && html`<span>${alone.store} alone: ${worded(alone.how)}</span>`}${others && html`<span>The same reason in ${others}</span>`}</p>`;
}
