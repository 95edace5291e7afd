import { contents } from '../components/contents.ts';
import { page } from '../components/frame.ts';
import { sourceText } from '../components/source-text.ts';
import { html } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';

/** The source of a pattern: where it comes from, and what holds of it today. */
export function sourcePage(context: PageContext, pattern: SitePattern): string {
  const sources = pattern.scenarios.flatMap((scenario) =>
    scenario.source === undefined ? [] : { scenario, text: scenario.source },
  );
  const several = sources.length > 1;
  return page(context, {
    title: `Source of ${pattern.title} · keyhole`,
    crumbs: [{ words: pattern.title, href: context.link(pattern.address) }, { words: 'Source' }],
    here: contents(context, pattern),
    main: html`<div class="title"><h1>${pattern.title}: source, and what holds of it</h1></div>
${sources.map(
  ({ scenario, text }) =>
    html`<section class="written">${several && html`<h2>${scenario.title}</h2>`}${sourceText(context, scenario, text)}</section>`,
)}`,
  });
}

/** True if a scenario of the pattern tells its source. */
export function hasSource({ scenarios }: SitePattern): boolean {
  return scenarios.some(({ source }) => source !== undefined);
}
