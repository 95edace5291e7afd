import { type Content, type Html, html, joined } from '../html/html.ts';
import type { CellAnswer, Matrix, MatrixColumn, MatrixGroup, MatrixRow } from '../site/matrix.ts';
import type { PageContext } from '../site/page-context.ts';
import type { PathPrincipal } from '../site/path-ends.ts';
import { mark } from './marks.ts';

/** The legend of all matrices of a page. */
export const matrixLegend: Html = html`<p class="facts"><span class="is-allowed">${mark('allowed')} yes: allowed</span><span class="is-denied">${mark('denied')} denied by the policy named; “for the key” if only its key is refused</span><span>each cell leads to its decision</span></p>`;

/** A matrix of who can do what with one resource, and the same in words. */
export function accessMatrix(context: PageContext, matrix: Matrix): Html {
  const { columns, groups, resource, untried } = matrix;
  return html`<div class="scroll near" role="group" aria-label="Access to ${resource.phrase}" tabindex="0"><table class="matrix access" style="--n: ${columns.length}"><caption class="visually-hidden">Access to ${resource.phrase}</caption>
<thead><tr><th scope="col">who</th>${columns.map(heading)}</tr></thead>
${groups.map((group) => groupRows(context, group, matrix))}</table></div>
${inWords(matrix)}${untried.length > 0 && html`<p class="small soft near">not tried: ${untried.map(({ phrase }) => phrase).join(', ')}</p>`}`;
}

/** The most permissions that a heading names. */
const MOST_NAMED = 4;

function heading({ use, permissions }: MatrixColumn): Html {
  const more = permissions.length - MOST_NAMED;
  const named = permissions.slice(0, MOST_NAMED).map(breakable);
  return html`<th scope="col">${use}<span class="asks">${named}${more > 0 && html`<span>and ${more} more</span>`}</span></th>`;
}

/** A permission that may be broken after its service. */
function breakable(permission: string): Html {
  const [service = '', ...rest] = permission.split(':');
  return html`<span>${service}${rest.length > 0 && html`:<wbr>${rest.join(':')}`}</span>`;
}

function groupRows(context: PageContext, group: MatrixGroup, { columns, resource }: Matrix): Html {
  const { account, rows } = group;
  const owns = account !== undefined && account.id === resource.account?.id;
  const kind = resource.kind === 'other' ? 'it' : `the ${resource.kind}`;
  const name = account === undefined ? 'of no account' : bare(account.phrase);
  return html`<tbody><tr class="group"><th scope="rowgroup" colspan="${columns.length + 1}">${name}${owns && `, which owns ${kind}`}</th></tr>
${rows.map((row) => rowOf(context, row, columns))}</tbody>
`;
}

function rowOf(
  context: PageContext,
  { principal, cells }: MatrixRow,
  columns: readonly MatrixColumn[],
): Html {
  return html`<tr><th scope="row">${who(context, principal)}</th>${columns.map(({ use }) => cell(context, cells.get(use) ?? [], `${principal.phrase}, ${use}`))}</tr>
`;
}

function who(context: PageContext, { known, phrase }: PathPrincipal): Content {
  const short = phrase.replace(/^(the root user) of .*$/, '$1');
  return known === undefined
    ? short
    : html`<a class="quiet" href="${context.link(known.address)}">${short}</a>`;
}

/** The most answers that a cell shows. */
const MOST_ANSWERS = 4;

function cell(context: PageContext, answers: readonly CellAnswer[], of: string): Html {
  if (answers.length === 0) return html`<td class="not-run"><span class="cell">not tried</span></td>`;
  const notes = notesOf(answers);
  const marks = new Set(answers.map(({ mark: name, broken }) => (broken ? 'broken' : name)));
  const only = marks.size === 1 && [...marks][0];
  const shown = answers.slice(0, MOST_ANSWERS);
  return html`<td class="${answers.length > 1 ? 'many' : only}">${shown.map((answer, index) => answerLink(context, answer, { of, note: notes[index] ?? '' }))}</td>`;
}

function answerLink(
  context: PageContext,
  { mark: name, words, broken, example, request }: CellAnswer,
  { of, note }: { readonly of: string; readonly note: string },
): Html {
  const said = `${broken ? 'failed: ' : ''}${name === 'denied' ? 'denied, ' : ''}${words}`;
  const label = [`${of}: ${said}`, note].filter((part) => part !== '').join(', ');
  const shown = broken ? 'broken' : name;
  return html`<a class="is-${shown}" href="${context.decision(example, request)}" aria-label="${label}">${mark(shown)}<span>${broken && 'failed: '}${words}${note !== '' && html` <small>${note}</small>`}</span></a>`;
}

/** The notes that tell the answers of a cell apart: keys that were used, ways to the resource, or permissions. */
function notesOf(answers: readonly CellAnswer[]): readonly string[] {
  if (answers.length < 2) return [''];
  const used = answers.map(({ keys }) => keys.map((key) => key || 'without a key').join(' or '));
  if (new Set(used).size > 1) return used;
  const reached = answers.map(({ routes }) => routes.join(' or '));
  if (new Set(reached).size > 1) return reached;
  return answers.map(({ permissions }) =>
    permissions
      .filter((permission) => !answers.every((answer) => answer.permissions.includes(permission)))
      .join(', '),
  );
}

/** The principals that may use a resource, use by use. */
function inWords({ columns, groups }: Matrix): Html {
  const rows = groups.flatMap((group) => group.rows);
  const items = columns.map(({ use }) => {
    const tried = rows.flatMap(({ principal, cells }) => {
      const marks = cells.get(use)?.map(({ mark: name }) => name);
      return marks === undefined ? [] : { phrase: principal.phrase, marks };
    });
    const always = tried.filter(({ marks }) => marks.every((name) => name === 'allowed'));
    const partly = tried.filter(({ marks }) => new Set(marks).size > 1 && marks.includes('allowed'));
    const parts = [
      ...(always.length > 0 ? [always.map(({ phrase }) => phrase).join(', ')] : []),
      ...(partly.length > 0 ? [`in part ${partly.map(({ phrase }) => phrase).join(', ')}`] : []),
    ];
    return html`<li><b>${use}</b><span>${parts.length > 0 ? joined(parts, '; ') : html`<span class="soft">none of ${tried.length} that tried</span>`}</span></li>`;
  });
  return html`<ul class="promises uses near">${items}</ul>`;
}

function bare(phrase: string): string {
  return phrase.replace(/^the /, '');
}
