import { assumptions } from '../components/assumptions.ts';
import { contents } from '../components/contents.ts';
import { digests } from '../components/digests.ts';
import { page } from '../components/frame.ts';
import { outcomeTable } from '../components/outcome-table.ts';
import { readingGuide } from '../components/reading-guide.ts';
import { failing } from '../components/ribbon.ts';
import { ruleEvidence } from '../components/rule-evidence.ts';
import { commitOf, runExtent, versions } from '../components/run-extent.ts';
import { capitalized, counted, moment, prose } from '../components/words.ts';
import { type Html, html } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import { countedVerdicts, verdictsInWords } from '../site/counted-verdicts.ts';
import { evidenceAddress, type PageContext } from '../site/page-context.ts';
import type { SiteExample, SitePattern } from '../site/site.ts';

/** The most outcomes, in characters of markup, that the first page of the evidence carries. Above that, it links to them. */
const MOST_OUTCOMES = 200_000;

/** The most documents whose digests the first page of the evidence lists. Above that, each pattern lists its own. */
const MOST_DIGESTS = 300;

/** The evidence of the whole run, made to be printed: verdict, extent, what it is no evidence of, outcomes, digests. */
export function evidencePage(context: PageContext): string {
  const { patterns, documents } = context.site;
  const whole = patterns.map((pattern) => patternSection(context, pattern));
  const size = whole.reduce((sum, { text }) => sum + text.length, 0);
  const listed = documents.size <= MOST_DIGESTS;
  return page(context, {
    title: 'Evidence · keyhole',
    crumbs: [{ words: 'Evidence' }],
    printed: true,
    main: html`<div class="title"><h1>Evidence</h1>${statementOf(context, patterns)}</div>
${runAndGuide(context)}
${noEvidence(context, patterns)}
${restsOn(context, patterns)}
<section class="cite" id="outcomes"><h2 class="visually-hidden">${isRegistered(patterns) ? 'Outcomes' : 'Rules'}</h2>${size <= MOST_OUTCOMES ? whole : patternList(context)}</section>
${documents.size > 0 && listed && html`<section id="documents"><h2>Documents that were decided</h2>${digests(context, [...documents.values()])}</section>`}`,
  });
}

/** The evidence of one pattern. */
export function patternEvidencePage(context: PageContext, pattern: SitePattern): string {
  return page(context, {
    title: `Evidence of ${pattern.title} · keyhole`,
    crumbs: [{ words: 'Evidence', href: context.link('evidence/') }, { words: pattern.title }],
    here: contents(context, pattern),
    printed: true,
    main: html`<div class="title"><h1>${pattern.title}: evidence</h1>${statementOf(context, [pattern])}</div>
<section class="cite" id="outcomes">${patternEvidence(context, pattern)}</section>
${restsOn(context, [pattern])}
${noEvidence(context, [pattern])}
${pattern.documents.length > 0 && html`<section id="documents"><h2>Documents that were decided</h2>${digests(context, pattern.documents)}</section>`}
<section id="run"><h2>The run</h2><div class="near">${runExtent(context)}</div></section>`,
  });
}

/** The verdict on each store, then date, commit and versions: what an auditor takes away. */
function statementOf(context: PageContext, patterns: readonly SitePattern[]): Html {
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

function isRegistered(patterns: readonly SitePattern[]): boolean {
  return patterns.some(({ outcomes }) => outcomes.length > 0);
}

function examplesOf(patterns: readonly SitePattern[]): readonly SiteExample[] {
  return patterns.flatMap(({ features }) =>
    features.flatMap(({ rules }) => rules.flatMap(({ examples }) => examples)),
  );
}

function runAndGuide(context: PageContext): Html {
  return html`<section class="sides"><div><h2 class="head">This run</h2>${runExtent(context)}</div><div class="beside"><h2 class="head">How to read it</h2>${readingGuide(context)}</div></section>`;
}

/** The limits of what a run can prove, and what this one left out. */
function noEvidence(context: PageContext, patterns: readonly SitePattern[]): Html {
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

function restsOn(context: PageContext, patterns: readonly SitePattern[]): Html | undefined {
  const stated = assumptions(context, patterns);
  return (
    stated && html`<section id="assumptions"><h2>Stated facts that this rests on</h2>${stated}</section>`
  );
}

function patternSection(context: PageContext, pattern: SitePattern): Html {
  return html`<h2 class="part" id="${pattern.name}"><a class="quiet" href="${context.link(evidenceAddress(pattern.name))}">${pattern.title}</a></h2>${patternEvidence(context, pattern)}`;
}

function patternEvidence(context: PageContext, pattern: SitePattern): Html {
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
    return html`<p class="near soft">${covered}</p>${ruleEvidence(context, pattern)}`;
  }
  const [main] = context.site.stores;
  const counts = main === undefined ? [] : countedVerdicts(loose, main.name);
  return html`${outcomeTable(context, pattern)}${loose.length > 0 && html`<p class="near small">${counted(loose.length, 'example')} ${loose.length === 1 ? 'proves' : 'prove'} no outcome of this pattern: ${counts.map(([verdict, number]) => `${number} ${verdict === 'holds' && number !== 1 ? 'hold' : verdict}`).join(', ')}.</p>`}`;
}

/** The patterns with their verdicts, where all outcomes are too much for a page. */
function patternList(context: PageContext): Html {
  const { patterns, stores } = context.site;
  return html`<ul class="plain near">${patterns.map((pattern) => {
    const registered = pattern.outcomes.length > 0;
    const things = registered ? pattern.outcomes : examplesOf([pattern]);
    const words = stores.map(
      ({ name }) => `${name}: ${verdictsInWords(things, name, registered ? 'outcome' : 'example')}`,
    );
    return html`<li><a href="${context.link(evidenceAddress(pattern.name))}">${pattern.title}</a> <span class="soft">${prose(words.join('; '))}</span></li>`;
  })}</ul>`;
}
