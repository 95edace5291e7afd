import { type Content, type Html, html, joined } from '../html/html.ts';
import type { DecidedUse } from '../record/decided-matrix.ts';
import type { RecordedStatement } from '../record/recorded-decision.ts';
import { type CellGroup, cellWord } from '../site/decided-cells.ts';
import { documentText, statementAt } from '../site/document-text.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteMatrix } from '../site/site.ts';
import { resultClass, resultMark } from './decided-matrix.ts';
import { statementName } from './deciding-statement.ts';
import { type StatementState, statementExcerpt } from './policy-document.ts';
import { statementLink } from './statement-links.ts';
import { capitalized, prose, worded } from './words.ts';

/** The most names that a summary lists. */
const MOST_NAMES = 4;

/** The explanation of the cells of a group: its uses with the statements that decide them, and the reasons by principal. */
export function decidedExplanation(context: PageContext, site: SiteMatrix, group: CellGroup): Html {
  const { id, access, result, uses, cells } = group;
  const names = cells.map(({ principal }) => site.matrix.principals[principal]?.phrase ?? '');
  const more = names.length - MOST_NAMES;
  const who = `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const word = cellWord({ result, uses });
  const said = result === 'denied' ? `denied, ${word}` : result === 'allowed' ? 'allowed' : word;
  return html`<details class="explanation"><summary class="${resultClass(result)}">${resultMark(result)}<span class="words"><span class="by">${capitalized(access)}, ${who}:</span> ${said}</span></summary>
<div id="${id}">${useList(context, site, uses)}</div>
${reasonList(site, group)}
${excerpts(context, site, group)}
</details>
`;
}

/** The uses, those that are decided alike in one line. */
function useList(context: PageContext, { matrix }: SiteMatrix, uses: readonly DecidedUse[]): Html {
  const alike = Map.groupBy(uses, ({ result, statements, allowedIf, refused }) =>
    JSON.stringify([result, statements, allowedIf, refused]),
  );
  const items = [...alike.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const statements = first.statements.flatMap((place) => matrix.statements[place] ?? []);
    return html`<li><span>${useNames(own)}: ${outcome(context, first, statements)}</span></li>`;
  });
  return html`<ul class="promises plain">${items}</ul>`;
}

/** `s3:GetObject with kms:Decrypt on any-object` */
function useNames(uses: readonly DecidedUse[]): Html {
  const actions = [...new Set(uses.map((use) => use.actions.join(' with ')))].join(', ');
  const objects = [...new Set(uses.flatMap(({ object }) => object ?? []))];
  const on =
    objects.length > 0 &&
    html` on ${joined(
      objects.map((key) => html`<code>${key}</code>`),
      ', ',
    )}`;
  return html`${prose(actions)}${on}`;
}

function outcome(
  context: PageContext,
  { result, allowedIf, refused, actions, explicit }: DecidedUse,
  statements: readonly RecordedStatement[],
): Html {
  const links = joined(
    statements.map((statement) => html`${statementLink(context, statement)} ${statementName(statement)}`),
    ', ',
  );
  const by = statements.length === 0 ? undefined : links;
  switch (result) {
    case 'allowed':
      return html`allowed${by === undefined ? ' to the root user of the account that owns it' : html` by ${by}`}`;
    case 'conditional':
      return html`allowed if ${prose(allowedIf ?? '')}${by !== undefined && html`, by ${by}`}`;
    case 'undecidable':
      return html`not decided`;
    case 'denied': {
      const what = refused !== undefined && actions.length > 1 && html`, for ${prose(refused)}`;
      return html`denied${what}${by !== undefined && html`${explicit === true ? ' by' : '; nearest'} ${by}`}`;
    }
  }
}

/** The reasons of refusals, a line for each principal. */
function reasonList({ matrix }: SiteMatrix, { cells }: CellGroup): Content {
  const lines = cells.flatMap(({ principal, uses }) => {
    const reasons = [...new Set(uses.flatMap(reasonOf))];
    if (reasons.length === 0) return [];
    return html`<li><span><b>${capitalized(matrix.principals[principal]?.phrase ?? '')}</b>: ${joined(reasons.map(worded), '; ')}</span></li>`;
  });
  return lines.length > 0 && html`<div><ul class="promises plain">${lines}</ul></div>`;
}

function reasonOf({ reason, mismatch, explicit }: DecidedUse): readonly string[] {
  if (reason === undefined) return [];
  return [explicit === true || mismatch === undefined ? reason : `${reason}; nearest, but ${mismatch}`];
}

/** The statements that decide the group, each with its lines in its document. */
function excerpts(context: PageContext, { matrix }: SiteMatrix, { id, uses }: CellGroup): Content {
  const states = new Map<number, StatementState>();
  for (const { statements, result, explicit } of uses)
    for (const place of statements) {
      const state = result === 'denied' ? (explicit === true ? 'decides' : 'nearest') : 'allows';
      if (!states.has(place)) states.set(place, state);
    }
  return [...states].flatMap(([place, state]) => {
    const recorded = matrix.statements[place];
    const document = recorded?.source && context.document(recorded.source.file);
    if (recorded?.source === undefined || document === undefined) return [];
    const text = documentText(document);
    const statement = statementAt(text, recorded.source.line, recorded.statement);
    if (statement === undefined) return [];
    return html`<div>${statementExcerpt(context, document, statement, { use: recorded.policy, state, prefix: `${id}-${place}-` })}</div>
`;
  });
}
