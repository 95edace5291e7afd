import { type Content, type Html, html } from '../html/html.ts';
import type { Cause } from '../site/causes-of.ts';
import { verdictsInWords } from '../site/counted-verdicts.ts';
import { documentText, statementAt } from '../site/document-text.ts';
import { markedParts } from '../site/marked-parts.ts';
import type { PageContext } from '../site/page-context.ts';
import { statementName } from './deciding-statement.ts';
import { codeOf, partsOf } from './document-lines.ts';
import { mark } from './marks.ts';
import { statementLink } from './statement-links.ts';
import { capitalized, counted, day, worded } from './words.ts';

/** A cause: the statement that several failures have in common, with the part that matters marked. */
export function causeSection(context: PageContext, cause: Cause, title: string): Html {
  const { policy } = cause.statement;
  return html`<section class="cause"><h2>${title}</h2><div class="document"><header>${statementLink(context, cause.statement)}<span>${worded(policy)}, ${statementName(cause.statement)}</span></header><div class="lines"><div class="statement opened"><div>${linesOf(context, cause)}</div><div class="note">${note(context, cause)}</div></div></div></div></section>`;
}

/** The lines of the statement. Undefined if it has no document. */
function linesOf(context: PageContext, { statement, actions }: Cause): Content {
  const { source } = statement;
  const document = source && context.document(source.file);
  if (source === undefined || document === undefined) return undefined;
  const text = documentText(document);
  const found = statementAt(text, source.line, statement.statement);
  if (found === undefined) return undefined;
  const marks = markedParts(text, found, statement, actions);
  return partsOf(text, found).map(
    (part) => html`<div class="line"><span>${part.line.number}</span>${codeOf(text, part, marks)}</div>`,
  );
}

/** The part of the statement in the failures, and how their outcomes stand on other stores. */
function note(context: PageContext, { failures, statement }: Cause): readonly Html[] {
  const count = (kind: string) => failures.filter((failure) => failure.kind === kind).length;
  const [opened, otherwise, shut] = [count('opened'), count('otherwise'), count('shut')];
  const denies = statement.effect === 'Deny';
  const words = [
    opened > 0 && `allows in ${counted(opened, 'failing example')}`,
    otherwise > 0 &&
      (denies
        ? `denies in ${otherwise}, for another reason than stated`
        : `${statement.mismatch === undefined ? 'matches' : 'comes nearest'} in ${otherwise} that are refused for another reason`),
    shut > 0 &&
      (denies
        ? `denies in ${shut} that must be allowed`
        : `comes nearest in ${shut} that must be allowed, and does not match`),
  ].filter((word) => word !== false);
  const [first = '', ...rest] = words;
  const marked =
    statement.mismatch === undefined
      ? 'Marked: the part of it that matches.'
      : `Marked: the part of it that does not match.`;
  return [
    html`<p class="is-broken"><b>${mark('broken')} ${capitalized(first)}</b></p>`,
    ...rest.map((word) => html`<p>and ${word}.</p>`),
    ...(statement.source === undefined ? [] : [html`<p>${marked}</p>`]),
    ...elsewhere(
      context,
      failures.flatMap(({ example }) => example.outcomes),
    ),
  ];
}

function elsewhere(context: PageContext, ids: readonly string[]): readonly Html[] {
  const { stores, outcomes } = context.site;
  const own = [...new Set(ids)].flatMap((id) => outcomes.get(id) ?? []);
  if (own.length === 0) return [];
  return stores
    .filter(({ main }) => !main)
    .map(
      ({ name, when }) =>
        html`<p>On ${name}, recorded ${day(when)}: ${verdictsInWords(own, name, 'outcome')}.</p>`,
    );
}
