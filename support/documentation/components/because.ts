import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedDenial, RecordedRequest } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';
import { noneConsidered, refusedWithoutPolicy } from './sides.ts';
import { distinctStatements, documentLink, statementLink } from './statement-links.ts';
import { counted } from './words.ts';

/** The most statements, and the most denials, that the line beneath an example names. */
const MOST_STATEMENTS = 6;
const MOST_DENIALS = 2;

/** The line beneath an example: the statements that allowed its requests, denied them, or came nearest. */
export function because(context: PageContext, { requests, steps }: SiteExample): Html {
  const own = requests.filter(({ step }) => steps[step]?.background !== true);
  const refused = own.flatMap(({ decisions }) => decisions.flatMap(({ denial }) => denial ?? []));
  const granted = own.filter(isGranted);
  return html`${refused.length > 0 && denials(context, refused)}${granted.length > 0 && allows(context, granted)}`;
}

/** True if each permission of a request was granted. */
export function isGranted({ decisions, undecidable }: RecordedRequest): boolean {
  return (
    undecidable === undefined && decisions.length > 0 && decisions.every(({ result }) => result === 'Granted')
  );
}

function allows(context: PageContext, granted: readonly RecordedRequest[]): Html {
  const decisions = granted.flatMap((request) => request.decisions);
  const statements = distinctStatements(decisions.flatMap(({ allowedBy = [] }) => allowedBy));
  if (statements.length === 0)
    return html`<span>allowed to the root user of the account that owns the resource</span>`;
  const links = statements.slice(0, MOST_STATEMENTS).map((statement) => statementLink(context, statement));
  const more = statements.length - links.length;
  return html`<span>allowed by ${joined(links, ', ')}${more > 0 && `, and ${counted(more, 'other statement')}`}</span>`;
}

function denials(context: PageContext, refused: readonly RecordedDenial[]): Html {
  const lines = new Map(
    refused.map((denial) => denialLine(context, denial)).map((line) => [line.text, line]),
  );
  const shown = [...lines.values()].slice(0, MOST_DENIALS);
  const more = lines.size - shown.length;
  return html`${shown.map((line) => html`<span>${line}</span>`)}${more > 0 && html`<span>and ${counted(more, 'other')} of ${counted(refused.length, 'denial')}</span>`}`;
}

/** The statement of a denial, or the documents in which nothing comes near. */
function denialLine(context: PageContext, { explicit, nearest, layer, considered }: RecordedDenial): Html {
  if (nearest !== undefined)
    return html`${explicit ? 'decided by' : 'nearest'} ${statementLink(context, nearest)}`;
  const without = refusedWithoutPolicy(layer);
  if (without !== undefined) return html`${without}`;
  const refusing = considered.filter((statement) => statement.layer === layer);
  const links = new Map(refusing.map((statement) => [statement.source?.file ?? statement.policy, statement]));
  const documents: Content[] = [...links.values()].map((statement) => documentLink(context, statement));
  if (documents.length === 0) return html`${noneConsidered(layer)}`;
  return html`nothing comes near in ${joined(documents, ', ')}`;
}
