import { type Content, type Html, html } from '../html/html.ts';
import type { RecordedDenial, RecordedStatement } from '../record/recorded-decision.ts';
import { type DocumentStatement, documentText, type Span, statementAt } from '../site/document-text.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteDocument } from '../site/site.ts';
import { policyDocument, type ShownStatement } from './policy-document.ts';
import { documentLink } from './statement-links.ts';
import { capitalized, counted, worded } from './words.ts';

/**
 * How much of the documents is written. `texts`: the text of every statement. `lines`: a line for each, apart from the
 * one that decides or comes nearest. `nearest`: that one alone.
 */
export type Extent = 'texts' | 'lines' | 'nearest';

/** How the documents of a denial are shown. */
export interface ConsideredShown {
  readonly extent: Extent;
  /** A prefix of the ids of statements. */
  readonly prefix: string;
}

/** The policies that took part in a denial, the one that decided first, each with its statements. */
export function whatWasConsidered(
  context: PageContext,
  denial: RecordedDenial,
  shown: ConsideredShown,
): Html {
  const groups = [
    ...Map.groupBy(denial.considered, ({ policy, source }) => `${source?.file ?? ''}\n${policy}`).values(),
  ].toSorted((a, b) => weight(denial, b) - weight(denial, a));
  const parts = groups.map((statements, index) => {
    const [first] = statements;
    const document = first?.source && context.document(first.source.file);
    if (document === undefined || first === undefined) return unwritten(denial, statements);
    if (shown.extent === 'nearest' && !hasNearest(denial, statements)) return headAlone(context, statements);
    return policyDocument(context, document, {
      use: first.policy.replaceAll(/"([^"]*)"/g, '“$1”'),
      prefix: `${shown.prefix}-${index}-`,
      shown: shownBy({ context, denial, document, statements, extent: shown.extent }),
    });
  });
  return html`${parts}`;
}

/** `7 statements, none matches` */
export function consideredCount({ considered }: RecordedDenial): string {
  const matching = considered.filter(({ mismatch }) => mismatch === undefined).length;
  const verb = matching > 1 ? 'match' : 'matches';
  return `${counted(considered.length, 'statement')}, ${matching === 0 ? 'none' : matching} ${verb}`;
}

/** The rank of a policy: first the one that decided or came nearest, then those of the kind that refused. */
function weight(denial: RecordedDenial, statements: readonly RecordedStatement[]): number {
  if (hasNearest(denial, statements)) return 2;
  return statements.some(({ layer }) => layer === denial.layer) ? 1 : 0;
}

function hasNearest({ nearest }: RecordedDenial, statements: readonly RecordedStatement[]): boolean {
  return nearest !== undefined && statements.some((statement) => isSame(statement, nearest));
}

function isSame(one: RecordedStatement, other: RecordedStatement): boolean {
  return (
    one.policy === other.policy &&
    one.statement === other.statement &&
    one.source?.file === other.source?.file &&
    one.source?.line === other.source?.line
  );
}

interface Considered {
  readonly context: PageContext;
  readonly denial: RecordedDenial;
  readonly document: SiteDocument;
  readonly statements: readonly RecordedStatement[];
  readonly extent: Extent;
}

/** How each statement of a document is shown: the one that decides or comes nearest with its lines, the others on one. */
function shownBy({
  context,
  denial,
  document,
  statements,
  extent,
}: Considered): (statement: DocumentStatement) => ShownStatement {
  const text = documentText(document);
  const found = new Map(
    statements.flatMap((recorded) => {
      const at = recorded.source && statementAt(text, recorded.source.line, recorded.statement);
      return at === undefined ? [] : [[at, recorded] as const];
    }),
  );
  return (statement) => {
    const recorded = found.get(statement);
    if (recorded === undefined)
      return { as: 'line', why: `not in force in this ${context.noun}`, text: extent === 'texts' };
    if (denial.nearest === undefined || !isSame(recorded, denial.nearest))
      return { as: 'line', why: reason(recorded), text: extent === 'texts' };
    if (denial.explicit)
      return {
        as: 'lines',
        state: 'decides',
        note: html`<p><b class="is-denied">Denies.</b> All of it matches.${recorded.note !== undefined && html` ${worded(capitalized(recorded.note))}.`}</p>`,
      };
    const { mismatch } = denial.nearest;
    const note = html`<p><b class="is-denied">Nearest.</b>${mismatch !== undefined && ' What does not match:'}</p>${mismatch !== undefined && html`<p>${mismatchWords(mismatch)}</p>`}`;
    return { as: 'lines', state: 'nearest', note, marks: marksOf(statement, mismatch) };
  };
}

type Mismatch = NonNullable<RecordedStatement['mismatch']>;

/** The element that did not match, in words. */
export function mismatchWords({ element, detail }: Mismatch): Html {
  return html`<b>${element}</b> ${worded(detail)}`;
}

function reason({ mismatch, effect, note }: RecordedStatement): Content {
  if (mismatch !== undefined) return mismatchWords(mismatch);
  return html`<b>matches</b>${effect === 'Deny' && ', and denies'}${note !== undefined && html`: ${worded(note)}`}`;
}

/** The part of a statement to mark: the condition that is not met, or else the element, or its Not form. */
export function marksOf(statement: DocumentStatement, mismatch: Mismatch | undefined): readonly Span[] {
  if (mismatch === undefined) return [];
  const { element, detail } = mismatch;
  const { elements, conditions } = statement;
  const condition =
    element === 'Condition' &&
    conditions.find(
      ({ operator, key }) =>
        detail.startsWith(`${operator} `) && detail.toLowerCase().includes(` ${key.toLowerCase()} `),
    );
  const found = condition || (elements.get(element) ?? elements.get(`Not${element}`));
  return found === undefined ? [] : [found];
}

/** A document of which no statement came near, without its statements. */
function headAlone(context: PageContext, statements: readonly RecordedStatement[]): Content {
  const [first] = statements;
  if (first === undefined) return undefined;
  return html`<div class="document"><header>${documentLink(context, first)}<span>${worded(first.policy)}</span><span class="soft">${counted(statements.length, 'statement')}</span></header></div>`;
}

/** Statements of a policy that no file has: one that a client made, a grant, a policy of AWS. */
function unwritten(denial: RecordedDenial, statements: readonly RecordedStatement[]): Html {
  const [first] = statements;
  const rows = statements.map((statement) => {
    const nearest = denial.nearest !== undefined && isSame(statement, denial.nearest);
    const state =
      nearest &&
      (denial.explicit ? html`<b class="is-denied">Denies.</b> ` : html`<b class="is-denied">Nearest.</b> `);
    const name =
      statement.layer === 'grant'
        ? worded(statement.policy)
        : html`${statement.effect} ${worded(statement.statement.replace(/^the statement (?=")/, ''))}`;
    return html`<li class="fold"><span class="n"></span><span class="s"><span>${name}</span><span class="why">${state}${reason(statement)}</span></span></li>`;
  });
  const title =
    first !== undefined &&
    first.layer !== 'grant' &&
    html`<header><span>${worded(first.policy)}</span><span class="soft">without a file</span></header>`;
  return html`<div class="document" role="group" aria-label="${first === undefined ? '' : first.policy}">${title}<ul>${rows}</ul></div>`;
}
