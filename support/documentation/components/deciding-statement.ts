import { type Html, html, joined } from '../html/html.ts';
import type { RecordedDenial, RecordedStatement } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';
import { statementLink } from './statement-links.ts';
import { prose } from './words.ts';

/** A statement by its file and line, then its name; without a document, by its names alone. */
export function namedStatement(context: PageContext, statement: RecordedStatement): Html {
  const link = statementLink(context, statement);
  return statement.source === undefined ? link : html`${link} ${statementName(statement)}`;
}

/** The name of a statement without its article: `“Allow use”`, `statement 2`. */
export function statementName({ statement }: Pick<RecordedStatement, 'statement'>): string {
  const [, sid] = /^the statement "(.*)"$/s.exec(statement) ?? [];
  return sid === undefined ? statement : `“${sid}”`;
}

/**
 * The statement that denied, or the one that came nearest, by file and line. If none came near, the statements of that
 * layer that were considered. Undefined if there are none.
 */
export function decidingStatement(context: PageContext, denial: RecordedDenial): Html | undefined {
  const { nearest, considered, layer, sentence } = denial;
  if (nearest === undefined) {
    const own = considered.filter((statement) => statement.layer === layer);
    if (own.length === 0) return undefined;
    return html`considered ${joined(
      own.map((statement) => statementLink(context, statement)),
      ', ',
    )}`;
  }
  const named = sentence.includes(nearest.statement)
    ? statementLink(context, nearest)
    : namedStatement(context, nearest);
  if (nearest.effect === 'Deny') return html`denied by ${named}`;
  const { element, detail } = nearest.mismatch ?? { element: '', detail: '' };
  const told = detail === '' || sentence.includes(detail);
  return html`nearest ${named}${!told && html`: ${prose(`${element}: ${detail}`)}`}`;
}
