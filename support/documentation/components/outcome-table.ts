import { type Html, html, joined } from '../html/html.ts';
import type { RecordedDenial } from '../record/recorded-decision.ts';
import type { RecordedOutcome } from '../record/run-record.ts';
import { aloneOf, storesAlone } from '../site/alone-of.ts';
import { failureId, isFailing } from '../site/failures-of.ts';
import { outcomeAnchor } from '../site/outcome-anchor.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample, SiteOutcome, SitePattern } from '../site/site.ts';
import { decidingStatement } from './deciding-statement.ts';
import { mark } from './marks.ts';
import { standingCell } from './standing-cell.ts';
import { capitalized, counted, day, prose } from './words.ts';

/** The parts of an answer that are compared with AWS's, by how sure AWS's behavior is. */
const COMPARED: Readonly<Record<RecordedOutcome['confidence'], string>> = {
  high: 'all',
  medium: 'all but message',
  low: 'refused or not',
};

/** The outcomes of a pattern: statement, reasons of denials, source, what was compared, how each stands on each store. */
export function outcomeTable(context: PageContext, pattern: SitePattern, outcomes = pattern.outcomes): Html {
  const { stores } = context.site;
  const alone = storesAlone(context.site);
  return html`<div class="scroll near" role="group" aria-label="${pattern.title}" tabindex="0"><table class="outcomes stacks"><thead><tr><th scope="col">id</th><th scope="col" class="wide">outcome, and why access was denied</th><th scope="col">compared</th>${stores.map(
    ({ name, main, when }) =>
      html`<th scope="col">${name}${!main && html`<br><span class="soft">${day(when)}</span>`}</th>`,
  )}${alone.map(({ store, recorded }) => html`<th scope="col">${store} alone${recorded !== undefined && html`<br><span class="soft">${day(recorded)}</span>`}</th>`)}</tr></thead><tbody>${outcomes.map(
    (outcome) => outcomeRow(context, outcome),
  )}</tbody></table></div>`;
}

function outcomeRow(context: PageContext, outcome: SiteOutcome): Html {
  const { id, statement, confidence, standings, examples } = outcome;
  const [first] = examples;
  const name =
    first === undefined
      ? html`<span class="id">${id}</span>`
      : html`<a class="id" href="${context.link(first.address, outcomeAnchor(id))}">${id}</a>`;
  const cells = standings.map(
    (standing) =>
      html`<td data-l="${standing.store.name}">${standingCell(context, standing)}${standing.store.main && html`<br><span class="soft num">${counted(examples.length, 'example')}</span>`}</td>`,
  );
  return html`<tr id="${outcomeAnchor(id)}"><th scope="row">${name}</th><td><p>${prose(statement)}</p>${reasons(context, examples)}${broken(context, examples)}${source(outcome)}</td><td data-l="compared">${COMPARED[confidence]}</td>${cells}${aloneCells(context, outcome)}</tr>`;
}

/** Why access was denied in the examples of an outcome that hold, each reason once, with the statement that decided. */
function reasons(context: PageContext, examples: readonly SiteExample[]): readonly Html[] {
  const denials = new Map<string, RecordedDenial>();
  const held = examples.filter(({ verdict }) => verdict === 'passed');
  for (const { requests } of held)
    for (const { decisions } of requests)
      for (const { denial } of decisions) if (denial !== undefined) denials.set(denial.sentence, denial);
  return [...new Set(held.flatMap((example) => example.reasons))].map((reason) => {
    const denial = denials.get(reason);
    const decided = denial && decidingStatement(context, denial);
    return html`<p class="soft">${prose(capitalized(reason))}${decided && html` (${decided})`}</p>`;
  });
}

/** The examples of an outcome that do not hold, with links to what was found instead. */
function broken(context: PageContext, examples: readonly SiteExample[]): readonly Html[] {
  return examples
    .filter(isFailing)
    .map(
      (example) =>
        html`<p class="is-broken">${mark('broken')} <a href="${context.link('run/', failureId(example))}">${example.name}</a></p>`,
    );
}

function source({ source: of, page }: SiteOutcome): Html | undefined {
  if (of === undefined && page === undefined) return undefined;
  return html`<p class="soft cite">${of}${of !== undefined && page !== undefined && ': '}${page !== undefined && pageLink(page)}</p>`;
}

/** A link to a page; its text is the address without the beginning that all pages of AWS share. */
function pageLink(page: string): Html {
  if (!/^https?:\/\//.test(page)) return html`${page}`;
  return html`<a href="${page}">${page.replace('https://docs.aws.amazon.com/', '')}</a>`;
}

function aloneCells(context: PageContext, outcome: SiteOutcome): readonly Html[] {
  return storesAlone(context.site).map((alone) => {
    const answer = aloneOf(alone, outcome);
    const label = `${alone.store} alone`;
    if (answer === undefined) return html`<td data-l="${label}"><span class="soft">not compared</span></td>`;
    if (answer.how.length > 0)
      return html`<td data-l="${label}"><span class="is-differs">${mark('differs')} ${joined(answer.how.map(prose), '; ')}</span></td>`;
    return html`<td data-l="${label}">${answer.agrees ? 'as AWS' : html`<span class="soft">not compared in all examples</span>`}</td>`;
  });
}
