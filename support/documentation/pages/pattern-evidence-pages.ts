import { contents } from '../components/contents.ts';
import { digests } from '../components/digests.ts';
import { page } from '../components/frame.ts';
import { type ListPart, moreOf, morePages } from '../components/list-parts.ts';
import { rulesOf } from '../components/rule-evidence.ts';
import { runExtent } from '../components/run-extent.ts';
import { type Html, html } from '../html/html.ts';
import { evidenceAddress, MOST_OUTCOMES } from '../site/evidence-addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteOutcome, SitePattern, SiteRule } from '../site/site.ts';
import { noEvidence, patternEvidence, restsOn, statementOf } from './evidence-sections.ts';
import type { PageOf } from './page-of.ts';

/** The most rules that one page of the evidence has. */
const MOST_RULES = 200;

/** The pages of the evidence of one pattern: several if it has hundreds of outcomes, or of rules without outcomes. */
export function patternEvidencePages(pattern: SitePattern): readonly PageOf[] {
  const address = evidenceAddress(pattern.name);
  const byOutcome = pattern.outcomes.length > 0;
  const parts: readonly ListPart<SiteOutcome | SiteRule>[] = byOutcome
    ? morePages(address, pattern.outcomes, MOST_OUTCOMES)
    : morePages(address, rulesOf(pattern), MOST_RULES);
  const outcomes = morePages(address, pattern.outcomes, MOST_OUTCOMES);
  const rules = morePages(address, rulesOf(pattern), MOST_RULES);
  return parts.map((part, index) => ({
    address: part.address,
    render: (context) => {
      const own = byOutcome
        ? { outcomes: outcomes[index]?.items ?? [] }
        : { rules: rules[index]?.items ?? [] };
      const more = moreOf(context, parts, part, byOutcome ? 'outcomes' : 'rules');
      const listed = html`${more}${patternEvidence(context, pattern, own)}${more}`;
      return index === 0 ? firstPage(context, pattern, listed) : furtherPage(context, pattern, listed);
    },
  }));
}

function firstPage(context: PageContext, pattern: SitePattern, listed: Html): string {
  return page(context, {
    title: `Evidence of ${pattern.title} · keyhole`,
    crumbs: [{ words: 'Evidence', href: context.link('evidence/') }, { words: pattern.title }],
    here: contents(context, pattern),
    printed: true,
    main: html`<div class="title"><h1>${pattern.title}: evidence</h1>${statementOf(context, [pattern])}</div>
<section class="cite" id="outcomes">${listed}</section>
${restsOn(context, [pattern])}
${noEvidence(context, [pattern])}
${pattern.documents.length > 0 && html`<section id="documents"><h2>Documents that were decided</h2>${digests(context, pattern.documents)}</section>`}
<section id="run"><h2>The run</h2><div class="near">${runExtent(context)}</div></section>`,
  });
}

function furtherPage(context: PageContext, pattern: SitePattern, listed: Html): string {
  return page(context, {
    title: `Evidence of ${pattern.title}, continued · keyhole`,
    crumbs: [
      { words: 'Evidence', href: context.link('evidence/') },
      { words: pattern.title, href: context.link(evidenceAddress(pattern.name)) },
      { words: 'Continued' },
    ],
    here: contents(context, pattern),
    printed: true,
    main: html`<div class="title"><h1>${pattern.title}: evidence, continued</h1></div><section class="cite" id="outcomes">${listed}</section>`,
  });
}
