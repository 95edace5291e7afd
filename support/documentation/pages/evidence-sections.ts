import { assumptions } from '../components/assumptions.ts';
import { outcomeTable } from '../components/outcome-table.ts';
import { failing } from '../components/ribbon.ts';
import { ruleEvidence } from '../components/rule-evidence.ts';
import { commitOf, versions } from '../components/run-extent.ts';
import { capitalized, counted, moment } from '../components/words.ts';
import { type Html, html } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import { countedVerdicts, verdictsInWords } from '../site/counted-verdicts.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample, SiteOutcome, SitePattern, SiteRule } from '../site/site.ts';

/** The outcomes or the rules that one page of the evidence has. */
export interface EvidencePart {
  readonly outcomes?: readonly SiteOutcome[];
  readonly rules?: readonly SiteRule[];
}

/** The verdict on each store, then date, commit and versions: what an auditor takes away. */
export function statementOf(context: PageContext, patterns: readonly SitePattern[]): Html {
  const { site } = context;
  const { run } = site.main;
  const registered = isRegistered(patterns);
  const things = registered ? patterns.flatMap(({ outcomes }) => outcomes) : examplesOf(patterns);
  const noun = registered ? 'outcome' : 'example';
  const verdicts = site.stores.map(({ name, main, when }) => {
    const words = capitalized(verdictsInWords(things, name, noun));
    return main
      ? html`<strong>${words} on the ${name}.</strong>`
      : html` ${words} on ${name}, recorded ${moment(when)}.`;
  });
  const tried = run.dryRun && html`<strong>Nothing was executed: this run only matched steps.</strong> `;
  return html`<p class="lead">${tried}${verdicts}</p><p class="facts"><span class="num">${moment(run.ended)}</span><span>commit ${commitOf(site)}</span><span>${versions(run.versions)}</span>${run.interrupted && html`<strong>interrupted</strong>`}${failing(site) && html`<a href="${context.link('run/')}">what does not hold</a>`}</p>`;
}

/** True if the outcomes of some pattern are registered. */
export function isRegistered(patterns: readonly SitePattern[]): boolean {
  return patterns.some(({ outcomes }) => outcomes.length > 0);
}

/** The examples of patterns, in their order. */
export function examplesOf(patterns: readonly SitePattern[]): readonly SiteExample[] {
  return patterns.flatMap(({ features }) =>
    features.flatMap(({ rules }) => rules.flatMap(({ examples }) => examples)),
  );
}

/** The limits of what a run can prove, and what this one left out. */
export function noEvidence(context: PageContext, patterns: readonly SitePattern[]): Html {
  const { register, outcomes } = context.site;
  const names = new Set(patterns.map(({ name }) => name));
  const whole = patterns.length === context.site.patterns.length;
  const untried = register.filter(
    ({ id, pattern }) => !outcomes.has(id) && (whole || names.has(slug(pattern))),
  );
  const limits = [
    html`That deployed policies are these. The run decides the documents below; compare their digests with what is in the accounts.`,
    html`That keyhole decides as AWS in every case. <a href="${context.link('differences/')}">Known differences</a> are listed, with what AWS does not document.`,
    html`That AWS behaves so on any later day.${outcomes.size > 0 && html` An outcome names the page of AWS that it rests on.`}`,
    html`Anything about requests that no example makes.`,
    ...(untried.length === 0
      ? []
      : [
          html`${counted(untried.length, 'outcome')} of the register ${untried.length === 1 ? 'is' : 'are'} not run: <span class="refs wide">${untried.map(({ id }) => html`<span class="id">${id}</span> `)}</span>`,
        ]),
  ];
  return html`<section id="limits"><h2>What this is no evidence of</h2><ul class="promises near">${limits.map(
    (limit, index) => html`<li><span class="id">${index + 1}</span><span>${limit}</span></li>`,
  )}</ul></section>`;
}

/** The stated facts that decisions rest on; undefined if there is none. */
export function restsOn(context: PageContext, patterns: readonly SitePattern[]): Html | undefined {
  const stated = assumptions(context, patterns);
  return (
    stated && html`<section id="assumptions"><h2>Stated facts that this rests on</h2>${stated}</section>`
  );
}

/** The evidence of a pattern: its outcomes; its rules if it has no outcome in the register. All of them, or those of a page. */
export function patternEvidence(context: PageContext, pattern: SitePattern, part: EvidencePart = {}): Html {
  const own = new Set(pattern.outcomes.map(({ id }) => id));
  const examples = examplesOf([pattern]);
  const loose = examples.filter(({ outcomes }) => !outcomes.some((id) => own.has(id)));
  if (own.size === 0) {
    const elsewhere = [...new Set(examples.flatMap(({ outcomes }) => outcomes))].flatMap(
      (id) => context.site.outcomes.get(id) ?? [],
    );
    const covered =
      elsewhere.length === 0
        ? 'No register of outcomes covers these examples: no confidence is stated.'
        : html`The outcomes of these examples are listed with other patterns: ${elsewhere.map((outcome) => html`<a class="id" href="${context.outcome(outcome)}">${outcome.id}</a> `)}`;
    return html`<p class="near soft">${covered}</p>${ruleEvidence(context, pattern, part.rules)}`;
  }
  const [main] = context.site.stores;
  const counts = main === undefined ? [] : countedVerdicts(loose, main.name);
  return html`${outcomeTable(context, pattern, part.outcomes)}${loose.length > 0 && html`<p class="near small">${counted(loose.length, 'example')} ${loose.length === 1 ? 'proves' : 'prove'} no outcome of this pattern: ${counts.map(([verdict, number]) => `${number} ${verdict === 'holds' && number !== 1 ? 'hold' : verdict}`).join(', ')}.</p>`}`;
}
