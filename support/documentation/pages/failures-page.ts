import { causeSection } from '../components/cause-section.ts';
import { exampleIds, placeOf } from '../components/example-link.ts';
import { failureItem } from '../components/failure-item.ts';
import { page } from '../components/frame.ts';
import { type Mark, mark } from '../components/marks.ts';
import { stepText } from '../components/steps.ts';
import { strip } from '../components/strip.ts';
import { counted, moment, prose } from '../components/words.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { causesOf } from '../site/causes-of.ts';
import {
  type FailureKind,
  failureId,
  failureKinds,
  failuresOf,
  type SiteFailure,
} from '../site/failures-of.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';

/** The most markup of failures that are told whole, and the most of all failures, in characters. */
const MOST_WHOLE = 140_000;
const MOST_LISTED = 200_000;

/** The most examples that a list of links names. */
const MOST_LINKS = 300;

/** The kinds of failures with their titles. */
const KINDS: Readonly<Record<FailureKind, readonly [Mark, string, string]>> = {
  opened: ['allowed', 'Opened: allowed, and must be refused', 'Opened'],
  otherwise: ['denied', 'Refused, for another reason than stated', 'Another reason'],
  shut: ['failed', 'Shut: refused, and must be allowed', 'Shut'],
  different: ['differs', 'Answered, with another result than stated', 'Another result'],
  unusable: ['broken', 'Broken and unusable: not judged', 'Broken and unusable'],
};

/** The kinds that are told even if no failure is of them. */
const ALWAYS: ReadonlySet<FailureKind> = new Set(['opened', 'otherwise', 'shut']);

/** Everything that does not hold in a failing run: causes first, then leaks, then the rest. */
export function failuresPage(context: PageContext): string {
  const { site } = context;
  const failures = failuresOf(site);
  const byKind = Map.groupBy(failures, ({ kind }) => kind);
  const { causes, others } = causesOf(site);
  const skipped = site.examples.filter(({ verdict }) => verdict === 'skipped');
  const still = site.examples.filter(({ verdict }) => verdict === 'not run');
  const verdicts = [...site.outcomes.values()].flatMap(({ standings }) => standings[0]?.verdict ?? []);
  const title = causes.length > 1 ? 'What these failures have in common' : 'What the failures have in common';
  return page(context, {
    title: `${counted(failures.length, 'example')} ${failures.length === 1 ? 'does' : 'do'} not hold · keyhole`,
    crumbs: [{ words: html`Run of ${moment(site.main.run.ended)}` }],
    here: html`<h2>This run</h2><ul>${failureKinds.map((kind) => (ALWAYS.has(kind) || byKind.has(kind)) && html`<li><a href="#${kind}">${KINDS[kind][2]} <span class="num">${byKind.get(kind)?.length ?? 0}</span></a></li>`)}${skipped.length > 0 && html`<li><a href="#skipped">Skipped <span class="num">${skipped.length}</span></a></li>`}${still.length > 0 && html`<li><a href="#not-run">Not run <span class="num">${still.length}</span></a></li>`}${verdicts.length > 0 && html`<li><a href="#outcomes">By outcome</a></li>`}</ul>${verdicts.length > 0 && html`<h2>Outcomes</h2><p>${strip(verdicts)}</p>`}`,
    main: html`<div class="title"><h1>What does not hold</h1><p class="lead">${lead(byKind)}</p></div>
${causes.map((cause) => causeSection(context, cause, `${title} ${causes.length > 1 ? `(${cause.failures.length})` : ''}`.trim()))}${causes.length > 0 && others.length > 0 && html`<p class="near">${counted(others.length, 'failure')} ${others.length === 1 ? 'has' : 'have'} no common cause.</p>`}
${kindSections(context, byKind)}
${skippedSection(context, skipped)}
${stillSection(context, still)}
${outcomeSection(context)}`,
  });
}

/** The numbers in sentences, the gravest first. */
function lead(byKind: ReadonlyMap<FailureKind, readonly SiteFailure[]>): string {
  const sentences: Readonly<Record<FailureKind, (one: boolean) => string>> = {
    opened: (one) =>
      `${one ? 'request that must be refused is' : 'requests that must be refused are'} allowed.`,
    otherwise: (one) => `${one ? 'is' : 'are'} refused for another reason than stated.`,
    shut: (one) =>
      `${one ? 'request that must be allowed is' : 'requests that must be allowed are'} refused.`,
    different: (one) => `${one ? 'is' : 'are'} answered, with another result than stated.`,
    unusable: (one) => `${one ? 'example is' : 'examples are'} broken or unusable.`,
  };
  return failureKinds
    .flatMap((kind) => {
      const number = byKind.get(kind)?.length ?? 0;
      return number === 0 ? [] : `${number} ${sentences[kind](number === 1)}`;
    })
    .join(' ');
}

function kindSections(
  context: PageContext,
  byKind: ReadonlyMap<FailureKind, readonly SiteFailure[]>,
): readonly Html[] {
  let size = 0;
  return failureKinds.map((kind) => {
    const failures = byKind.get(kind) ?? [];
    if (failures.length === 0 && !ALWAYS.has(kind)) return html``;
    const [shape, title] = KINDS[kind];
    const whole: Html[] = [];
    const listed: Html[] = [];
    for (const failure of failures) {
      const fits = size < MOST_WHOLE;
      if (size >= MOST_LISTED) break;
      const item = fits ? failureItem(context, failure) : shortItem(context, failure);
      size += item.text.length;
      (fits ? whole : listed).push(item);
    }
    const more = failures.length - whole.length - listed.length;
    return html`<section id="${kind}"><h2>${mark(shape)} ${title} <span class="soft num">${failures.length}</span></h2>${whole.length > 0 && html`<ol class="failures near">${whole}</ol>`}${listed.length > 0 && html`<ul class="near">${listed}</ul>`}${more > 0 && html`<p class="near">and ${more} more.</p>`}</section>`;
  });
}

/** A failure of too many to tell each whole. */
function shortItem(context: PageContext, { example }: SiteFailure): Html {
  return html`<li id="${failureId(example)}"><a href="${context.example(example)}">${stepText(example.name)}</a> <span class="id">${placeOf(example)}</span></li>`;
}

function skippedSection(context: PageContext, examples: readonly SiteExample[]): Content {
  if (examples.length === 0) return undefined;
  const reasons = Map.groupBy(examples, ({ skipped }) => skipped ?? 'no reason was given');
  return html`<section id="skipped"><h2>${mark('skipped')} Skipped <span class="soft num">${examples.length}</span></h2><table class="stacks near"><thead><tr><th scope="col">why</th><th scope="col">examples</th></tr></thead><tbody>${[
    ...reasons,
  ].map(
    ([why, own]) => html`<tr><td>${prose(why)}</td><td>${exampleIds(context, own, MOST_LINKS)}</td></tr>`,
  )}</tbody></table></section>`;
}

function stillSection(context: PageContext, examples: readonly SiteExample[]): Content {
  if (examples.length === 0) return undefined;
  return html`<section id="not-run"><h2>${mark('not-run')} Not run <span class="soft num">${examples.length}</span></h2><p class="near">Left out of this run, or not reached: no statement is made about them.</p><p class="near">${exampleIds(context, examples, MOST_LINKS)}</p></section>`;
}

/** The outcomes that do not hold, then those that were not tried. */
function outcomeSection(context: PageContext): Content {
  const outcomes = [...context.site.outcomes.values()];
  if (outcomes.length === 0) return undefined;
  const verdictOf = (of: (typeof outcomes)[number]) => of.standings[0]?.verdict ?? 'not recorded';
  const shown = outcomes
    .filter((outcome) => verdictOf(outcome) !== 'holds')
    .toSorted((a, b) => Number(verdictOf(b) === 'failed') - Number(verdictOf(a) === 'failed'));
  const hold = outcomes.length - shown.length;
  return html`<section id="outcomes"><h2>By outcome</h2><div class="scroll near" role="group" aria-label="By outcome" tabindex="0"><table class="by-outcome"><tbody>${shown.map(
    (outcome) =>
      html`<tr><th scope="row"><a class="id" href="${context.outcome(outcome)}">${outcome.id}</a></th><td><span class="tag ${verdictOf(outcome) === 'failed' ? 'is-broken' : 'is-still'}">${verdictOf(outcome)}</span></td><td>${prose(outcome.statement)}</td></tr>`,
  )}<tr><th scope="row">${shown.length > 0 ? `${hold} others` : hold}</th><td>${mark('holds')} hold</td><td><a href="${context.link('evidence/')}">Evidence</a></td></tr></tbody></table></div></section>`;
}
