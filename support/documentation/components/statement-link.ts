import { type Html, html } from '../html/html.ts';
import type { RecordedStatement } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';

/** A statement by file and line, with a link into its document; in words if it has no file. */
export function statementLink(context: PageContext, { source, statement, policy }: RecordedStatement): Html {
  if (source === undefined) return html`<span>${statement} of ${policy}</span>`;
  const document = context.document(source.file);
  const name = document?.name ?? source.file.slice(source.file.lastIndexOf('/') + 1);
  const words = html`<code>${name}:${source.line}</code>`;
  if (document === undefined) return words;
  return html`<a href="${context.link(document.address, `L${source.line}`)}">${words}</a>`;
}
