import { contents } from '../components/contents.ts';
import { page } from '../components/frame.ts';
import { paragraphs } from '../components/paragraphs.ts';
import { differenceLegend, shortTitle } from '../components/question-words.ts';
import { rules } from '../components/rules.ts';
import { stepText } from '../components/steps.ts';
import { html } from '../html/html.ts';
import { differingSteps } from '../site/counterparts.ts';
import { isSplit } from '../site/feature-parts.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteFeature } from '../site/site.ts';
import type { PageOf } from './page-of.ts';
import { rulePages } from './rule-pages.ts';

/** The pages of a feature: one with its question, rules and examples, or a list of its rules with pages of their own. */
export function questionPages(feature: SiteFeature): readonly PageOf[] {
  if (isSplit(feature)) return rulePages(feature);
  return [{ address: feature.address, render: (context) => questionPage(context, feature) }];
}

/** A feature: the question, its rules, and its examples with each denial explained in place. */
function questionPage(context: PageContext, feature: SiteFeature): string {
  const { pattern, title } = feature;
  const marked = feature.rules.some((rule) => differingSteps(rule).size > 0);
  return page(context, {
    title: `${title} · ${pattern.title} · keyhole`,
    crumbs: [{ words: pattern.title, href: context.link(pattern.address) }, { words: shortTitle(feature) }],
    here: contents(context, pattern),
    main: html`<section class="feature"><h1>${stepText(title)}</h1>${paragraphs(feature.description)}
<p class="facts"><span><code>${feature.file}</code></span></p>${marked && differenceLegend}${rules(context, feature, { level: 2, inPlace: true })}</section>`,
  });
}
