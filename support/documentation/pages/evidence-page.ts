import { digests } from '../components/digests.ts';
import { page } from '../components/frame.ts';
import { readingGuide } from '../components/reading-guide.ts';
import { runExtent } from '../components/run-extent.ts';
import { prose } from '../components/words.ts';
import { type Html, html } from '../html/html.ts';
import { verdictsInWords } from '../site/counted-verdicts.ts';
import { evidenceAddress } from '../site/evidence-addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';
import {
  examplesOf,
  isRegistered,
  noEvidence,
  patternEvidence,
  restsOn,
  statementOf,
} from './evidence-sections.ts';

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

function runAndGuide(context: PageContext): Html {
  return html`<section class="sides"><div><h2 class="head">This run</h2>${runExtent(context)}</div><div class="beside"><h2 class="head">How to read it</h2>${readingGuide(context)}</div></section>`;
}

function patternSection(context: PageContext, pattern: SitePattern): Html {
  return html`<h2 class="part" id="${pattern.name}"><a class="quiet" href="${context.link(evidenceAddress(pattern.name))}">${pattern.title}</a></h2>${patternEvidence(context, pattern)}`;
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
