import { contents } from '../components/contents.ts';
import { page } from '../components/frame.ts';
import { paragraphs } from '../components/paragraphs.ts';
import { rules } from '../components/rules.ts';
import { stepText } from '../components/steps.ts';
import { html } from '../html/html.ts';
import { differingSteps } from '../site/counterparts.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteFeature } from '../site/site.ts';

/** A feature: the question, its rules, and its examples with each denial explained in place. */
export function questionPage(context: PageContext, feature: SiteFeature): string {
  const { pattern, title } = feature;
  const words = feature.name.replaceAll('-', ' ');
  const marked = feature.rules.some((rule) => differingSteps(rule).size > 0);
  return page(context, {
    title: `${title} · ${pattern.title} · keyhole`,
    crumbs: [
      { words: pattern.title, href: context.link(pattern.address) },
      { words: words.slice(0, 1).toUpperCase() + words.slice(1) },
    ],
    here: contents(context, pattern),
    main: html`<section class="feature"><h1>${stepText(title)}</h1>${paragraphs(feature.description)}
<p class="facts"><span><code>${feature.file}</code></span></p>${marked && differenceLegend}${rules(context, feature, { level: 2, inPlace: true })}</section>`,
  });
}

/** The meaning of the bar beside a step. */
export const differenceLegend = html`<p class="small soft near"><span class="bar" aria-hidden="true"></span> marks the one step in which an example differs from its counterpart</p>`;
