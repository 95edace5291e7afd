import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedStep } from '../record/run-record.ts';
import { filterData } from '../site/filter-data.ts';
import { outcomeAnchor } from '../site/outcome-anchor.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';
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
  const explained = explainedRequests(shown);
  const heading = html`<a href="${inPlace ? `#${id}` : context.example(shown)}">${stepText(shown.name)}</a> ${outcomeLinks(context, shown, namedIn(shown, { explained, inPlace }))}`;
  const data = Object.entries(filterData(shown)).map(([name, value]) => html` data-${name}="${value}"`);
  return html`<article class="example${stateClass(shown)}" id="${id}"${data}>
${level === 3 ? html`<h3>${heading}</h3>` : html`<h4>${heading}</h4>`}
${shown.description !== '' && html`<p class="small soft">${stepText(shown.description)}</p>`}${steps(shown, differs)}
<p class="because">${verdictTag(shown)}${because(context, shown)}${whyLink(context, shown, explained)}</p>
</article>${inPlace && explained.map((request, index) => explanation(context, shown, request, { id: explanationId(shown, index) }))}`;
}

/** The requests that an explanation is shown of: those that were not simply allowed, the last of each step. */
function explainedRequests({ requests, verdict }: SiteExample): readonly RecordedRequest[] {
  if (verdict === 'skipped' || verdict === 'not run') return [];
  const refused = requests.filter(
    ({ decisions, undecidable }) =>
      undecidable !== undefined || decisions.some(({ result }) => result === 'Denied'),
  );
  return [...new Map(refused.map((request) => [request.step, request])).values()];
}

/** The id within an explanation, so that a link to it opens it. The first of an outcome's has the outcome's id. */
function explanationId(shown: SiteExample, index: number): string {
  const [first] = firstOutcomes(shown);
  return index === 0 && first !== undefined
    ? outcomeAnchor(first)
    : `${shown.anchor}-why${index === 0 ? '' : index + 1}`;
}

/** The outcomes of which this is the first example on the page of its feature. */
function firstOutcomes(shown: SiteExample): readonly string[] {
  const before = shown.feature.rules.flatMap(({ examples }) => examples);
  const earlier = new Set(before.slice(0, before.indexOf(shown)).flatMap(({ outcomes }) => outcomes));
  return shown.outcomes.filter((id) => !earlier.has(id));
}

/** The outcomes whose ids the heading carries: an explanation carries the first of them. */
function namedIn(
  shown: SiteExample,
  { explained, inPlace }: { readonly explained: readonly RecordedRequest[]; readonly inPlace: boolean },
): readonly string[] {
  if (!inPlace) return [];
  return firstOutcomes(shown).slice(explained.length === 0 ? 0 : 1);
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
  return html`<span class="tag is-broken">broken</span>${what}`;
}

function whyLink(context: PageContext, shown: SiteExample, explained: readonly RecordedRequest[]): Content {
  if (explained.length === 0) return undefined;
  const id = explanationId(shown, 0);
  const href = context.link(shown.feature.address, id);
  return html`<a class="grow" href="${href}">why<span class="visually-hidden">: ${shown.name}</span></a>`;
}
