import { contents } from '../components/contents.ts';
import { page } from '../components/frame.ts';
import { type ListPart, moreOf, morePages } from '../components/list-parts.ts';
import { paragraphs } from '../components/paragraphs.ts';
import { promises } from '../components/promises.ts';
import { differenceLegend } from '../components/question-words.ts';
import { rules } from '../components/rules.ts';
import { stepText } from '../components/steps.ts';
import { counted, day, prose } from '../components/words.ts';
import { diagram } from '../diagram/diagram.ts';
import { pathsInWords } from '../diagram/paths-in-words.ts';
import { type Html, html } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample, SiteFeature, SitePattern, SiteStore } from '../site/site.ts';
import type { PageOf } from './page-of.ts';

/** The most Gherkin that the page of a pattern carries, in characters. Above that, it lists titles. */
const MOST_GHERKIN = 150_000;

/** The most questions that one page lists by title. */
const MOST_QUESTIONS = 300;

/** The pages of a pattern: one, and further ones for the list of its questions if they are hundreds. */
export function patternPages(pattern: SitePattern): readonly PageOf[] {
  const parts = morePages(pattern.address, pattern.features, MOST_QUESTIONS);
  return parts.map((part) => ({
    address: part.address,
    render: (context) =>
      part.number === 1 ? patternPage(context, pattern) : questionList(context, pattern, part),
  }));
}

/** A further page of the list of a pattern's questions. */
function questionList(context: PageContext, pattern: SitePattern, part: ListPart<SiteFeature>): string {
  return page(context, {
    title: `${pattern.title}, questions, page ${part.number} · keyhole`,
    crumbs: [{ words: pattern.title, href: context.link(pattern.address) }, { words: 'Questions' }],
    here: contents(context, pattern),
    main: html`<div class="title"><h1>${pattern.title}: questions</h1></div>${listOf(context, pattern, part)}`,
  });
}

function listOf(context: PageContext, pattern: SitePattern, part: ListPart<SiteFeature>): Html {
  const more = moreOf(
    context,
    morePages(pattern.address, pattern.features, MOST_QUESTIONS),
    part,
    'questions',
  );
  return html`<ul class="promises near">${part.items.map((feature) => counts(context, feature))}</ul>${more}`;
}

/** A pattern: what it gives and does not give, who reaches what, and all its questions. */
export function patternPage(context: PageContext, pattern: SitePattern): string {
  return page(context, {
    title: `${pattern.title} · keyhole`,
    crumbs: [{ words: pattern.title }],
    here: contents(context, pattern),
    main: html`<div class="title"><h1>${pattern.title}</h1>${pattern.summary !== undefined && html`<p class="lead">${prose(pattern.summary)}</p>`}
${facts(context, pattern)}</div>
${promises(context, pattern)}
${reach(context, pattern)}
${questions(context, pattern)}`,
  });
}

function facts(context: PageContext, pattern: SitePattern): Html {
  const { stores } = context.site;
  const examples = pattern.features.flatMap(({ rules: all }) => all.flatMap((rule) => rule.examples));
  const alone = examples.flatMap(({ alone: answer }) => answer?.store ?? []);
  const counts = [
    ...(pattern.outcomes.length > 0 ? [counted(pattern.outcomes.length, 'outcome')] : []),
    counted(examples.length, 'example'),
  ];
  return html`<p class="facts"><span>${counts.join(', ')}</span>${stores.map((store) => html`<span>${storeFact(store, pattern, examples)}</span>`)}${alone.length > 0 && html`<span>${alone[0]} alone: <a href="${context.link(`evidence/${pattern.name}/`)}">differs</a> in ${counted(alone.length, 'example')}</span>`}</p>`;
}

/** How a whole pattern stands on a store: `embedded store: all hold`, `LocalStack 4.14.0, 21 November 2026: 13 hold, 2 skipped`. */
function storeFact(store: SiteStore, { outcomes }: SitePattern, examples: readonly SiteExample[]): string {
  const things = outcomes.length > 0 ? outcomes : examples;
  const verdicts = things.flatMap(
    ({ standings }) => standings.find((standing) => standing.store.name === store.name)?.verdict ?? [],
  );
  const counts = [...Map.groupBy(verdicts, (verdict) => verdict)].map(
    ([verdict, all]) => [verdict, all.length] as const,
  );
  const words = {
    holds: 'hold',
    failed: 'failed',
    skipped: 'skipped',
    'not run': 'not run',
    'not recorded': 'not recorded',
  };
  const [[only] = [undefined]] = counts;
  const said =
    counts.length === 1 && only !== undefined
      ? `all ${words[only]}`
      : counts.map(([verdict, number]) => `${number} ${words[verdict]}`).join(', ');
  return `${store.name}${store.main ? '' : `, ${day(store.when)}`}: ${said}`;
}

/** The paths from principals to resources: drawn if there is something to draw, and the same in words. */
function reach(context: PageContext, pattern: SitePattern): Html {
  return html`<section id="paths"><h2>Who reaches what</h2>${diagram(context, pattern)}${pathsInWords(context, pattern)}</section>`;
}

/** All Gherkin of a pattern. Where that is too much for a page, the titles of its examples; where that is, its questions. */
function questions(context: PageContext, pattern: SitePattern): Html {
  const whole = shownOf(pattern, (feature) => question(context, feature));
  const shown =
    whole ??
    shownOf(pattern, (feature) => titlesOnly(context, feature)) ??
    listOf(context, pattern, {
      address: pattern.address,
      number: 1,
      items: pattern.features.slice(0, MOST_QUESTIONS),
    });
  return html`<section><h2 class="visually-hidden">The questions</h2>${whole !== undefined && differenceLegend}${shown}</section>`;
}

/** The features of a pattern in one way; undefined if that is too much for a page. */
function shownOf(
  { features }: SitePattern,
  show: (feature: SiteFeature) => Html,
): readonly Html[] | undefined {
  const shown: Html[] = [];
  let size = 0;
  for (const feature of features) {
    const part = show(feature);
    size += part.text.length;
    if (size > MOST_GHERKIN) return undefined;
    shown.push(part);
  }
  return shown;
}

/** A question with the number of its examples. */
function counts(context: PageContext, { address, title: words, rules: all }: SiteFeature): Html {
  const number = all.reduce((sum, { examples }) => sum + examples.length, 0);
  return html`<li><span><a href="${context.link(address)}">${stepText(words)}</a></span> <span class="soft num">${counted(number, 'example')}</span></li>`;
}

function question(context: PageContext, feature: SiteFeature): Html {
  return html`<section class="feature" id="${feature.name}">${title(context, feature)}${paragraphs(feature.description)}${rules(context, feature, { level: 3, inPlace: false })}</section>`;
}

function titlesOnly(context: PageContext, feature: SiteFeature): Html {
  const items = feature.rules
    .flatMap(({ examples }) => examples)
    .map(
      (example) =>
        html`<li><span class="id">${example.outcomes.join(' ')}</span><span><a href="${context.example(example)}">${stepText(example.name)}</a></span></li>`,
    );
  return html`<section class="feature" id="${feature.name}">${title(context, feature)}${paragraphs(feature.description)}<ul class="promises near">${items}</ul></section>`;
}

function title(context: PageContext, { address, title: words }: SiteFeature): Html {
  return html`<h2><a class="quiet" href="${context.link(address)}">${stepText(words)}</a></h2>`;
}
