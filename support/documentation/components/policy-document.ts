import { type Content, type Html, html } from '../html/html.ts';
import { type DocumentStatement, type DocumentText, documentText, type Span } from '../site/document-text.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteDocument } from '../site/site.ts';
import { codeOf, type LinePart, partsOf } from './document-lines.ts';
import { counted } from './words.ts';

/** The bar at the edge of a statement, by its effect on a request. `still` is for one that decides nothing. */
export type StatementState = 'nearest' | 'decides' | 'allows' | 'opened' | 'still';

/** How a statement of a document is shown. */
export type ShownStatement =
  /** On one line, with what there is to say of it; its text unfolds unless `text` is false. */
  | { readonly as: 'line'; readonly why: Content; readonly text?: boolean }
  /** With its lines. */
  | {
      readonly as: 'lines';
      readonly state?: StatementState | undefined;
      /** The words beside it. */
      readonly note?: Content;
      /** The parts to mark with the pen. */
      readonly marks?: readonly Span[];
    };

/** How a document is shown. */
export interface DocumentOptions {
  /** How each statement is shown. Without it all have their lines. */
  readonly shown?: (statement: DocumentStatement) => ShownStatement;
  /**
   * A prefix of the ids of lines, for a document on another page than its own. The first lines of statements then have
   * ids, and their numbers lead to the document's own page.
   */
  readonly prefix?: string | undefined;
  /** The use of the document on this page: `the key policy of the shared key`. With it the document has a head. */
  readonly use?: string;
}

/** The id of a statement's first line. */
export function statementId({ anchor }: DocumentStatement, prefix = ''): string {
  return `${prefix}${anchor}`;
}

/**
 * A policy document as the run read it: its lines with their numbers, its statements as units. Lines outside of
 * statements are left out if every statement is on one line.
 */
export function policyDocument(
  context: PageContext,
  document: SiteDocument,
  options: DocumentOptions = {},
): Html {
  const { use, shown = () => ({ as: 'lines' }) } = options;
  const text = documentText(document);
  const ways = text.statements.map(shown);
  const framed = ways.length === 0 || ways.some(({ as }) => as === 'lines');
  const view: DocumentView = { text, options, own: context.link(document.address), anchors: anchorsOf(text) };
  const blocks: Content[] = [];
  let at = 0;
  text.statements.forEach((statement, index) => {
    const span = wholeLines(text.text, statement);
    if (framed) blocks.push(linesOf(view, partsOf(text, { start: at, end: span.start })));
    blocks.push(block(view, { statement, span, way: ways[index] ?? { as: 'lines' } }));
    at = span.end;
  });
  if (framed) blocks.push(linesOf(view, partsOf(text, { start: at, end: text.text.length })));
  const head =
    use !== undefined &&
    html`<header><a href="${view.own}"><code>${document.name}</code></a><span>${use}</span><span class="soft">${counted(text.statements.length, 'statement')}</span></header>`;
  return html`<div class="document" role="group" aria-label="${document.name}${use !== undefined && `, ${use}`}">${head}<div class="lines">${blocks}</div></div>`;
}

/** One statement of a document, with the link to the document's own page. Its lines have ids with the prefix. */
export function statementExcerpt(
  context: PageContext,
  document: SiteDocument,
  statement: DocumentStatement,
  { use, state, prefix }: { readonly use: string; readonly state: StatementState; readonly prefix: string },
): Html {
  const text = documentText(document);
  const own = context.link(document.address);
  const view: DocumentView = { text, options: { prefix }, own, anchors: anchorsOf(text) };
  const lines = block(view, {
    statement,
    span: wholeLines(text.text, statement),
    way: { as: 'lines', state },
  });
  return html`<div class="document" role="group" aria-label="${document.name}, ${use}, line ${statement.firstLine}"><header><a href="${own}#${statement.anchor}"><code>${document.name}:${statement.firstLine}</code></a><span>${use}</span></header><div class="lines">${lines}</div></div>`;
}

/** The parts that all lines of a document share. */
interface DocumentView {
  readonly text: DocumentText;
  readonly options: DocumentOptions;
  /** The link to the document's own page. */
  readonly own: string;
  /** The ids that statements have. */
  readonly anchors: ReadonlySet<string>;
}

function anchorsOf({ statements }: DocumentText): ReadonlySet<string> {
  return new Set(statements.map(({ anchor }) => anchor));
}

/** A statement with the indentation before it, and with the comma and the spaces after it. */
function wholeLines(text: string, { start, end }: DocumentStatement): Span {
  const before = /[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', start) + 1, start))?.[0].length ?? 0;
  const after = /^[ \t]*,?/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  return { start: start - before, end: end + after };
}

interface Block {
  readonly statement: DocumentStatement;
  readonly span: Span;
  readonly way: ShownStatement;
}

function block(view: DocumentView, { statement, span, way }: Block): Html {
  const parts = partsOf(view.text, span);
  if (way.as === 'lines') {
    const { state, note, marks } = way;
    const lines = linesOf(view, parts, { statement, marks });
    return html`<div class="statement${state !== undefined && ` ${state}`}"><div>${lines}</div>${note !== undefined && html`<div class="note">${note}</div>`}</div>`;
  }
  const { firstLine, lastLine } = statement;
  const numbers = firstLine === lastLine ? `${firstLine}` : `${firstLine}–${lastLine}`;
  const words = html`<span class="s"><span class="what">${statementName(statement)}</span><span class="why">${way.why}</span></span>`;
  if (way.text === false)
    return html`<div class="fold"><a class="n" href="${view.own}#${statement.anchor}">${numbers}</a>${words}</div>`;
  return html`<details class="fold"><summary><span class="n">${numbers}</span>${words}</summary>${linesOf(view, parts, { statement })}</details>`;
}

/** A statement by its effect and its Sid: `Allow “Allow use”`; by its number without a Sid. */
export function statementName({ effect = '', sid, number }: DocumentStatement): string {
  return `${effect} ${sid === undefined ? `statement ${number}` : `“${sid}”`}`.trim();
}

interface Within {
  readonly statement: DocumentStatement;
  readonly marks?: readonly Span[] | undefined;
}

function linesOf(view: DocumentView, parts: readonly LinePart[], within?: Within): readonly Html[] {
  return parts.map((part, index) => {
    const number = numberOf(view, part, index === 0 ? within?.statement : undefined);
    return html`<div class="line"${number.id !== undefined && html` id="${number.id}"`}>${number.cell}${codeOf(view.text, part, within?.marks ?? [])}</div>`;
  });
}

/** The cell of a line's number, with the id of the line if it has one. */
function numberOf(
  { options: { prefix }, anchors, own }: DocumentView,
  { line: { number }, leads }: LinePart,
  begins: DocumentStatement | undefined,
): { readonly id?: string; readonly cell: Html } {
  if (begins !== undefined) {
    const id = statementId(begins, prefix);
    const href = prefix === undefined ? `#${id}` : `${own}#${begins.anchor}`;
    return { id, cell: html`<a href="${href}" aria-label="line ${number}">${number}</a>` };
  }
  const cell = html`<span>${number}</span>`;
  const id = `L${number}`;
  return prefix === undefined && leads && !anchors.has(id) ? { id, cell } : { cell };
}
