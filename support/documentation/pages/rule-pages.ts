import { contents } from '../components/contents.ts';
import { type Crumb, page } from '../components/frame.ts';
import { moreOf, morePages } from '../components/list-parts.ts';
import { paragraphs } from '../components/paragraphs.ts';
import { triedBy } from '../components/promises.ts';
import { shortTitle } from '../components/question-words.ts';
import { background, ruleExamples } from '../components/rules.ts';
import { stepText } from '../components/steps.ts';
import { counted } from '../components/words.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { firstOutcomes } from '../site/explained-requests.ts';
import { type RulePart, rulePartsOf } from '../site/feature-parts.ts';
import { outcomeAnchor } from '../site/outcome-anchor.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample, SiteFeature, SiteRule } from '../site/site.ts';
import type { PageOf } from './page-of.ts';

/** The most rules that one page lists. */
const MOST_RULES = 250;

/** The most examples of a feature whose titles its page lists, so that a link to one of its lines leads to a title. */
const MOST_TITLES = 700;

/** The pages of a feature that is too much for one: the list of its rules with their verdicts, and the pages of each rule. */
export function rulePages(feature: SiteFeature): readonly PageOf[] {
  const lists = morePages(feature.address, feature.rules, MOST_RULES);
  const parts = rulePartsOf(feature);
  return [
    ...lists.map((list) => ({
      address: list.address,
      render: (context: PageContext) =>
        page(context, {
          title: `${feature.title} · ${feature.pattern.title} · keyhole`,
          crumbs: [
            { words: feature.pattern.title, href: context.link(feature.pattern.address) },
            { words: shortTitle(feature) },
          ],
          here: contents(context, feature.pattern),
          main: html`<section class="feature"><h1>${stepText(feature.title)}</h1>${paragraphs(feature.description)}
<p class="facts"><span><code>${feature.file}</code></span><span>${counted(feature.rules.length, 'rule')}, each on a page of its own</span></p>${background(context, feature)}
<div class="rule-list">${list.items.map((rule) => listed(context, rule))}</div>${moreOf(context, lists, list, 'rules')}</section>`,
        }),
    })),
    ...parts.map((part) => ({
      address: part.address,
      render: (context: PageContext) => rulePage(context, part, parts),
    })),
  ];
}

/** A rule with its verdicts, and the titles of its examples if the feature has few enough. */
function listed(context: PageContext, rule: SiteRule): Html {
  const { name, feature, examples, anchor } = rule;
  const all = feature.rules.reduce((sum, { examples: own }) => sum + own.length, 0);
  const titles =
    all <= MOST_TITLES && html`<ul class="promises near">${examples.map((one) => title(context, one))}</ul>`;
  return html`<section class="rule"${anchor !== '' && html` id="${anchor}"`}><h2><a class="quiet" href="${context.rule(rule)}">${stepText(name || feature.title)}</a></h2><p class="near">${triedBy(rule)}</p>${titles}</section>
`;
}

/** The title of an example, with the ids by which links to the page of its feature name it. */
function title(context: PageContext, example: SiteExample): Html {
  const { outcomes, anchor, name } = example;
  const first = new Set(firstOutcomes(example).filter((id) => isFirst(example, id)));
  const ids = outcomes.map(
    (id) => html`<span${first.has(id) && html` id="${outcomeAnchor(id)}"`}>${id}</span> `,
  );
  return html`<li id="${anchor}"><span class="id">${ids}</span><span><a href="${context.example(example)}">${stepText(name)}</a></span></li>`;
}

/** True for the first example of an outcome in its feature. */
function isFirst(example: SiteExample, id: string): boolean {
  const of = example.feature.rules.flatMap(({ examples }) => examples);
  return of.find(({ outcomes }) => outcomes.includes(id)) === example;
}

function rulePage(context: PageContext, part: RulePart, parts: readonly RulePart[]): string {
  const { rule, number, examples } = part;
  const { feature, name } = rule;
  const own = parts.filter((other) => other.rule === rule);
  const words = name || feature.title;
  const crumbs: Crumb[] = [
    { words: feature.pattern.title, href: context.link(feature.pattern.address) },
    { words: shortTitle(feature), href: context.link(feature.address) },
    { words: own.length > 1 ? `Rule, page ${number} of ${own.length}` : 'Rule' },
  ];
  return page(context, {
    title: `${words}${own.length > 1 ? `, page ${number} of ${own.length}` : ''} · ${feature.title} · keyhole`,
    crumbs,
    here: contents(context, feature.pattern),
    main: html`<section class="feature"><p class="label"><a class="quiet" href="${context.link(feature.address)}">${stepText(feature.title)}</a></p><h1>${stepText(words)}</h1>${number === 1 && paragraphs(rule.description)}
<p class="facts"><span><code>${feature.file}</code></span>${otherParts(context, own, part)}</p>${background(context, feature)}<section class="rule"${rule.anchor !== '' && number === 1 && html` id="${rule.anchor}"`}><h2 class="visually-hidden">Examples</h2>${ruleExamples(context, rule, { examples, level: 3 })}</section>${otherParts(context, own, part)}</section>`,
  });
}

/** Links to the other pages of a rule. */
function otherParts(context: PageContext, parts: readonly RulePart[], shown: RulePart): Content {
  return moreOf(
    context,
    parts.map(({ address, number, examples }) => ({ address, number, items: examples })),
    { address: shown.address, number: shown.number, items: shown.examples },
    'examples',
  );
}
