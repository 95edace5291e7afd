import { page } from '../components/frame.ts';
import { lastWordsTable } from '../components/last-words.ts';
import { mark } from '../components/marks.ts';
import { strip } from '../components/strip.ts';
import { counted, day, moment, prose } from '../components/words.ts';
import { type Content, type Html, html, joined } from '../html/html.ts';
import { aloneOf, storesAlone } from '../site/alone-of.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern, SiteStore } from '../site/site.ts';

/** The first page: what is promised, whether it holds, and on which store. */
export function indexPage(context: PageContext): string {
  const { patterns, main } = context.site;
  return page(context, {
    title: 'keyhole: who can read and write encrypted data',
    crumbs: [{ words: 'All patterns' }],
    main: html`<div class="title"><h1>Who can read and write encrypted data across AWS accounts</h1>
<p class="lead">${main.run.dryRun ? NOT_RUN : TRIED}</p></div>
<section id="patterns"><h2>What each pattern promises</h2>${patternTable(context, patterns)}${aloneSentences(context)}</section>
${refusals(context)}
${entrances(context)}`,
  });
}

const TRIED =
  'Each sentence here was tried by a request of a real AWS client and decided under the policies that are shown beside it. Where access was denied, the statement that decided, or came nearest, is named by file and line.';

const NOT_RUN =
  'No request was sent yet: these sentences are stated, and whether they hold is open. A run tries each of them, and then this site has the decisions with their statements.';

/** The table of the last words of refusals; nothing if no request was refused. */
function refusals(context: PageContext): Content {
  const table = lastWordsTable(context, { limit: 12 });
  if (table === undefined) return undefined;
  return html`<section id="refused"><h2>A request was refused: what its last words mean</h2>
<p class="near">AWS ends a refusal with one of these. The same words can have several causes, and the examples show each with its statement.</p>${table}</section>`;
}

/** The number of outcomes in which a store alone does not answer as AWS does; nothing if it was not compared. */
function aloneSentences(context: PageContext): Content {
  const outcomes = [...context.site.outcomes.values()];
  return storesAlone(context.site).map((alone) => {
    const answers = outcomes.flatMap((outcome) => aloneOf(alone, outcome) ?? []);
    const differing = answers.filter(({ how }) => how.length > 0).length;
    if (answers.length === 0) return undefined;
    const when = alone.recorded === undefined ? '' : ` on ${day(alone.recorded)}`;
    return html`<p class="small near">${mark('differs')} ${alone.store} alone, without keyhole before it, would have misled in ${differing} of ${counted(answers.length, 'outcome')}${when}. <a href="${context.link('evidence/')}">In which, and how</a></p>`;
  });
}

/** Where else to begin, by what one is about to do. */
function entrances(context: PageContext): Html {
  const item = (address: string, name: string, words: string) =>
    html`<li><span><a href="${context.link(address)}">${name}</a>: ${words}</span></li>`;
  return html`<section class="sides"><div><h2 class="head">For a review</h2><ul class="promises plain">${[
    item(
      'evidence/',
      'Evidence',
      'every outcome with its source, its confidence, where it held and why access was denied. It is made to be printed.',
    ),
    item('access/', 'Access', 'every principal against every use of an object and its key.'),
    item(
      'differences/',
      'Differences',
      'where keyhole is known to differ from AWS, what AWS does not document, and what is not served.',
    ),
  ]}</ul></div>
<div class="beside"><h2 class="head">For a change</h2><ul class="promises plain">${[
    item('documents/', 'Documents', 'each policy with what its statements allow, refuse, or never decide.'),
    item('denials/', 'Denials', 'every refusal by permission and by the policy that refused.'),
    item('steps/', 'Steps', 'the sentences that features are made of.'),
  ]}</ul></div></section>`;
}

function patternTable(context: PageContext, patterns: readonly SitePattern[]): Html {
  const { stores } = context.site;
  const registered = patterns.some(({ outcomes }) => outcomes.length > 0);
  return html`<div class="scroll near" role="group" aria-label="Patterns" tabindex="0"><table class="stacks patterns"><thead><tr><th scope="col">pattern</th>${registered && html`<th scope="col">outcomes</th>`}${stores.map(
    (store) => html`<th scope="col">${store.name}, ${store.main ? 'this run' : moment(store.when)}</th>`,
  )}</tr></thead><tbody>${patterns.map(
    (pattern) =>
      html`<tr><th scope="row"><a href="${context.link(pattern.address)}">${pattern.title}</a>${pattern.summary !== undefined && html`<br><span class="soft">${prose(pattern.summary)}</span>`}</th>${registered && html`<td class="nowrap"><span class="id">${range(pattern)}</span></td>`}${stores.map(
        (store) => html`<td data-l="${store.name}">${onStore(context, pattern, store)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** The ids of a pattern's outcomes in short: `W01–W22`. */
function range({ outcomes }: SitePattern): string {
  const ids = outcomes.map(({ id }) => id);
  return ids.length < 2 ? ids.join('') : `${ids[0]}–${ids.at(-1)}`;
}

/** How a pattern stands on a store: a tick an outcome, and the same in words, with the reasons of what was skipped. */
function onStore(context: PageContext, pattern: SitePattern, store: SiteStore): Html {
  const examples = pattern.features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples));
  const things = pattern.outcomes.length > 0 ? pattern.outcomes : examples;
  const standings = things.flatMap((thing) =>
    thing.standings.filter((standing) => standing.store.name === store.name),
  );
  const why = [...new Set(standings.flatMap((standing) => standing.why))];
  const skipped = pattern.outcomes.filter(({ standings: all }) =>
    all.some((standing) => standing.store.name === store.name && standing.verdict === 'skipped'),
  );
  const ids = skipped.map(
    (outcome) => html`<a class="id" href="${context.outcome(outcome)}">${outcome.id}</a>`,
  );
  return html`${strip(standings.map(({ verdict }) => verdict))}${why.length > 0 && html`<br><span class="soft">${joined(why.map(prose), '; ')}${ids.length > 0 && html`: ${joined(ids, ' ')}`}</span>`}`;
}
