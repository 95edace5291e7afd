import { type Html, html } from '../html/html.ts';
import type { CellResult, DecidedCell } from '../record/decided-matrix.ts';
import { accessesOf, cellWord, explanationsOf, principalsByAccount } from '../site/decided-cells.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteMatrix, SiteMatrixResource } from '../site/site.ts';
import { type Mark, mark } from './marks.ts';

const MARKS: Readonly<Record<CellResult, Mark>> = {
  allowed: 'allowed',
  denied: 'denied',
  partly: 'partly',
  conditional: 'depends',
  undecidable: 'failed',
};

/** The legend of the tables of decided access. */
export const decidedLegend: Html = html`<p class="facts"><span class="is-allowed">${mark('allowed')} yes: allowed</span><span class="is-denied">${mark('denied')} denied by the policy named</span><span>${mark('partly')} some of its actions or objects</span><span>${mark('depends')} depends on a condition key</span><span>${mark('failed')} not decided</span></p>`;

/** The mark of a result. */
export function resultMark(result: CellResult): Html {
  return mark(MARKS[result]);
}

/** The class of a result: its ink and its surface. */
export function resultClass(result: CellResult): string {
  return result === 'denied' ? 'is-denied' : result === 'undecidable' ? 'is-failed' : 'is-allowed';
}

/** A table of who has which access to one resource. Each cell leads to its explanation on the page. */
export function decidedTable(site: SiteMatrix, resource: SiteMatrixResource): Html {
  const accesses = accessesOf(resource);
  const ids = explanationsOf(resource);
  const cells = new Map(resource.cells.map((cell) => [`${cell.principal} ${cell.access}`, cell]));
  const rows = principalsByAccount(site, resource.account).map(({ account, principals }) => {
    const asked = principals.filter(([place]) => accesses.some((access) => cells.has(`${place} ${access}`)));
    if (asked.length === 0) return undefined;
    return html`<tbody>${groupHead(site, account, { columns: accesses.length, owns: account === resource.account })}
${asked.map(
  ([place, { phrase }]) => html`<tr><th scope="row">${shortName(phrase)}</th>${accesses.map((access) => {
    const cell = cells.get(`${place} ${access}`);
    return cell === undefined
      ? html`<td class="not-run"><span class="cell">not asked</span></td>`
      : answerCell(cell, `#${ids.get(cell)}`, phrase);
  })}</tr>
`,
)}</tbody>
`;
  });
  return html`<div class="scroll near" role="group" aria-label="Access to ${resource.phrase}" tabindex="0"><table class="matrix access" style="--n: ${accesses.length}"><caption class="visually-hidden">Access to ${resource.phrase}</caption>
<thead><tr><th scope="col">who</th>${accesses.map((access) => html`<th scope="col">${access}</th>`)}</tr></thead>
${rows}</table></div>`;
}

function answerCell(cell: DecidedCell, href: string, who: string): Html {
  const { result, access } = cell;
  const word = cellWord(cell);
  const said = result === 'denied' ? `denied, ${word}` : word;
  return html`<td class="${result === 'denied' ? 'denied' : 'allowed'}"><a class="${resultClass(result)}" href="${href}" aria-label="${who}, ${access}: ${said}">${resultMark(result)}<span>${word}</span></a></td>`;
}

/** A table of who has any access to which resource. Each cell leads to the page of the resource. */
export function overviewTable(context: PageContext, site: SiteMatrix): Html {
  const { resources } = site;
  const reached = resources.map(({ cells }) => Map.groupBy(cells, ({ principal }) => principal));
  const rows = principalsByAccount(site).map(({ account, principals }) => {
    const own = principals.map(([place, { phrase }]) => {
      const cells = resources.map((resource, index) => {
        const asked = reached[index]?.get(place);
        return asked === undefined
          ? html`<td class="not-run"><span class="cell">not asked</span></td>`
          : reachCell(context, resource, { asked, of: `${phrase}, ${resource.phrase}` });
      });
      return html`<tr><th scope="row">${shortName(phrase)}</th>${cells}</tr>
`;
    });
    return html`<tbody>${groupHead(site, account, { columns: resources.length })}
${own}</tbody>
`;
  });
  return html`<div class="scroll near" role="group" aria-label="Access to all resources" tabindex="0"><table class="matrix access" style="--n: ${resources.length}"><caption class="visually-hidden">Access to all resources</caption>
<thead><tr><th scope="col">who</th>${resources.map(({ phrase, address, kind }) => html`<th scope="col"><a class="quiet" href="${context.link(address)}">${phrase.replace(/^the /, '')}</a><span class="asks">${kind}</span></th>`)}</tr></thead>
${rows}</table></div>`;
}

interface Reach {
  /** The cells of a principal on a resource. */
  readonly asked: readonly DecidedCell[];
  /** The principal and the resource in words. */
  readonly of: string;
}

/** The accesses that are not denied. It leads to the explanation of the first of them, or of the first denial. */
function reachCell(context: PageContext, resource: SiteMatrixResource, { asked, of }: Reach): Html {
  const open = asked.filter(({ result }) => result !== 'denied');
  const [first] = open.length > 0 ? open : asked;
  const href = context.link(resource.address, first && explanationsOf(resource).get(first));
  if (open.length === 0)
    return html`<td class="denied"><a class="is-denied" href="${href}" aria-label="${of}: none">${mark('denied')}<span>none</span></a></td>`;
  const words = open.map(({ access, result }) =>
    result === 'allowed' ? access : `${access} (${cellWord({ result, uses: [] })})`,
  );
  const result = open.some((cell) => cell.result === 'allowed') ? 'allowed' : (first?.result ?? 'allowed');
  return html`<td class="allowed"><a class="${resultClass(result)}" href="${href}" aria-label="${of}: ${words.join(', ')}">${resultMark(result)}<span>${words.join(', ')}</span></a></td>`;
}

function groupHead(
  { scenario }: SiteMatrix,
  account: string | undefined,
  { columns, owns = false }: { readonly columns: number; readonly owns?: boolean },
): Html {
  const known = scenario.accounts.find(({ name }) => name === account);
  const name =
    account === undefined ? 'of no account of the scenario' : (known?.phrase ?? account).replace(/^the /, '');
  return html`<tr class="group"><th scope="rowgroup" colspan="${columns + 1}">${name}${owns && account !== undefined && ', which owns it'}</th></tr>`;
}

function shortName(phrase: string): string {
  return phrase.replace(/^(the root user) of .*$/, '$1');
}
