import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedStep } from '../record/run-record.ts';
import { explainedRequests, firstOutcomes, firstRefusal } from '../site/explained-requests.ts';
import { filterData } from '../site/filter-data.ts';
import { outcomeAnchor } from '../site/outcome-anchor.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';
import { changedPolicies } from './changed-policies.ts';
import { because, explanation } from './explanation.ts';
import { steps, stepText } from './steps.ts';

/** How an example is shown. */
export interface ExampleShown {
  /** The step in which it differs from its counterpart. */
  readonly differs: RecordedStep | undefined;
  /** The level of its heading. */
  readonly level: 3 | 4;
  /** True on the page of its feature, where denials are explained in place; elsewhere a link leads there. */
  readonly inPlace: boolean;
}

/** An example: its title and outcomes, its steps, the statements that made it so, and why, where access was denied. */
export function example(context: PageContext, shown: SiteExample, how: ExampleShown): Html {
  const { inPlace, level, differs } = how;
  const id = inPlace ? shown.anchor : `${shown.feature.name}-${shown.anchor}`;
  const heading = html`<a href="${inPlace ? `#${id}` : context.example(shown)}">${stepText(shown.name)}</a> ${outcomeLinks(context, shown, namedIn(shown, inPlace))}`;
  const data = Object.entries(filterData(shown)).map(([name, value]) => html` data-${name}="${value}"`);
  return html`<article class="example${stateClass(shown)}" id="${id}"${data}>
${level === 3 ? html`<h3>${heading}</h3>` : html`<h4>${heading}</h4>`}
${shown.description !== '' && html`<p class="small soft">${stepText(shown.description)}</p>`}${steps(shown, differs, (step) => changedPolicies(context, shown, step))}
<p class="because">${verdictTag(shown)}${because(context, shown)}${whyLink(context, shown)}</p>
</article>${inPlace && explanations(context, shown)}`;
}

/** The outcomes whose ids the heading carries: the explanation of a refusal carries the first of them. */
function namedIn(shown: SiteExample, inPlace: boolean): readonly string[] {
  if (!inPlace) return [];
  return firstOutcomes(shown).slice(firstRefusal(shown) === undefined ? 0 : 1);
}

/** The most explanations that stand beneath an example. More are in a fold of their own. */
const MOST_OPEN = 3;

/** The explanations of an example's requests. */
function explanations(context: PageContext, shown: SiteExample): Content {
  const requests = explainedRequests(shown);
  const among = requests.length > MOST_OPEN;
  const all = requests.map(({ request, id }) => explanation(context, shown, request, { id, among }));
  if (!among) return all;
  return html`<details class="explanations"><summary>${all.length} requests, each with its decision</summary>${all}</details>`;
}

function outcomeLinks(context: PageContext, shown: SiteExample, named: readonly string[]): Content {
  const links = shown.outcomes.flatMap((id) => {
    const outcome = context.site.outcomes.get(id);
    if (outcome === undefined) return [];
    return html`<a class="id"${named.includes(id) && html` id="${outcomeAnchor(id)}"`} href="${context.outcome(outcome)}">${id}</a>`;
  });
  return links.length > 0 && html`<span>${joined(links, ' ')}</span>`;
}

function stateClass({ verdict }: SiteExample): string {
  if (verdict === 'passed') return '';
  return verdict === 'skipped' || verdict === 'not run' ? ' is-not-run' : ' broken';
}

function verdictTag({ verdict, skipped, failure }: SiteExample): Content {
  if (verdict === 'passed') return undefined;
  if (verdict === 'not run') return html`<span class="tag is-still">not run</span>`;
  if (verdict === 'skipped')
    return html`<span class="tag is-still">skipped</span>${skipped !== undefined && html`<span>${skipped}</span>`}`;
  const what = failure !== undefined && html`<span>${stepText(failure.message.split('\n')[0] ?? '')}</span>`;
  return html`<span class="tag is-broken">failed</span>${what}`;
}

function whyLink(context: PageContext, shown: SiteExample): Content {
  const refusal = firstRefusal(shown);
  if (refusal === undefined) return undefined;
  const href = context.decision(shown, refusal.request);
  return html`<a class="grow" href="${href}">why<span class="visually-hidden">: ${shown.name}</span></a>`;
}
