import { type Content, type Html, html } from '../html/html.ts';
import type { RecordedStatement } from '../record/recorded-decision.ts';
import { documentText, statementAt } from '../site/document-text.ts';
import { namedExamples, namesOf } from '../site/named-examples.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteDocument, SiteExample } from '../site/site.ts';
import { worded } from './words.ts';

/** A statement by file and line, as a link to it; by its policy without a file. */
export function statementLink(context: PageContext, statement: RecordedStatement): Html {
  const { source } = statement;
  if (source === undefined) return html`<span>${statementWords(statement)}</span>`;
  const place = statementPlace(context, statement);
  if (place === undefined) return html`<code class="ref">${source.file}:${source.line}</code>`;
  return html`<a href="${place.href}"><code>${place.name}</code></a>`;
}

/** The address of a statement on the page of its document, and its file and line; undefined if the site does not have it. */
export function statementPlace(
  context: PageContext,
  statement: RecordedStatement,
): { readonly href: string; readonly name: string } | undefined {
  const { source } = statement;
  const document = source && context.document(source.file);
  if (source === undefined || document === undefined) return undefined;
  const href = context.link(document.address, anchorIn(document, statement));
  return { href, name: `${document.name}:${source.line}` };
}

/** The id of a recorded statement on the page of its document. */
function anchorIn(document: SiteDocument, { source, statement }: RecordedStatement): string {
  const line = source?.line ?? 1;
  return statementAt(documentText(document), line, statement)?.anchor ?? `L${line}`;
}

/** A statement in words: `“Allow use” of the key policy of the shared key`. */
export function statementWords({ layer, statement, policy }: RecordedStatement): Html {
  if (layer === 'grant') return worded(policy);
  return worded(`${statement.replace(/^the statement (?=")/, '')} of ${policy}`);
}

/** The document of a policy as a link: `key-policy.json`; the policy in words without a file. */
export function documentLink(context: PageContext, { source, policy }: RecordedStatement): Html {
  const document = source && context.document(source.file);
  if (document === undefined) return worded(policy);
  return html`<a href="${context.link(document.address)}"><code>${document.name}</code></a>`;
}

/** The most links that a line names before it counts the rest. */
const MOST_LINKS = 12;

/** Examples as short links: each outcome once, by its id, and an example without an outcome by file and line. */
export function exampleLinks(context: PageContext, examples: Iterable<SiteExample>): Content {
  return linksTo(context, namedExamples(examples));
}

/** Examples by their short names as links, apart from one example and the others of its outcomes. */
export function linksTo(
  context: PageContext,
  named: ReadonlyMap<string, SiteExample>,
  except?: SiteExample,
): Content {
  const own = new Set(except === undefined ? [] : namesOf(except));
  const links: Html[] = [];
  for (const [name, example] of named) {
    if (links.length === MOST_LINKS) break;
    if (!own.has(name)) links.push(html`<a class="id" href="${context.example(example)}">${name}</a> `);
  }
  const more = named.size - links.length - [...own].filter((name) => named.has(name)).length;
  return links.length > 0 && html`${links}${more > 0 && html`<span class="soft">and ${more} more</span>`}`;
}

/** Statements without those that occur twice, in their order. */
export function distinctStatements(statements: readonly RecordedStatement[]): readonly RecordedStatement[] {
  const keyOf = ({ source, statement, policy }: RecordedStatement) =>
    source === undefined ? `${policy}\n${statement}` : `${source.file}\n${source.line}\n${statement}`;
  return [...new Map(statements.map((statement) => [keyOf(statement), statement])).values()];
}
