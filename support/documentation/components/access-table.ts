import { type Html, html } from '../html/html.ts';
import { matrixLink } from '../site/access-addresses.ts';
import { type Matrix, matricesOf } from '../site/matrix.ts';
import type { PageContext } from '../site/page-context.ts';
import type { PathResource } from '../site/path-ends.ts';
import type { SitePattern } from '../site/site.ts';

/** The resources of a pattern, each with how many principals reach it. */
export function accessTable(context: PageContext, pattern: SitePattern): Html {
  return html`<table class="near stacks resources"><thead><tr><th scope="col">resource</th><th scope="col">reached by</th><th scope="col">use by use</th></tr></thead><tbody>
${matricesOf(pattern).map((matrix) => row(context, pattern, matrix))}</tbody></table>`;
}

function row(context: PageContext, pattern: SitePattern, matrix: Matrix): Html {
  const { resource, columns, groups } = matrix;
  const rows = groups.flatMap((group) => group.rows);
  const allows = (cells: readonly { readonly mark: string }[] | undefined) =>
    cells?.some(({ mark: name }) => name === 'allowed') ?? false;
  const reaching = rows.filter(({ cells }) => [...cells.values()].some(allows)).length;
  const byUse = columns.map(({ use }) => {
    const tried = rows.flatMap(({ cells }) => (cells.has(use) ? [cells.get(use)] : []));
    return `${use} ${tried.filter(allows).length} of ${tried.length}`;
  });
  return html`<tr><th scope="row"><a href="${matrixLink(context, pattern, matrix)}">${resource.phrase}</a> <span class="soft">${kindOf(resource)}</span></th><td>${reaching} of ${rows.length} that tried</td><td>${byUse.join(', ')}</td></tr>
`;
}

function kindOf({ kind, account }: PathResource): string {
  const of = account === undefined ? '' : `of ${account.phrase}`;
  return kind === 'other' ? of : `${kind} ${of}`;
}
