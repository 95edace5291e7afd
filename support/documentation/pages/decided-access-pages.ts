import { contents } from '../components/contents.ts';
import { decidedExplanation } from '../components/decided-explanation.ts';
import { decidedLegend, decidedTable, overviewTable } from '../components/decided-matrix.ts';
import { type Crumb, page } from '../components/frame.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { cellGroupsOf } from '../site/decided-cells.ts';
import type { PageContext } from '../site/page-context.ts';
import { patternOfScenario } from '../site/pattern-of-scenario.ts';
import type { Site, SiteMatrix, SiteMatrixResource } from '../site/site.ts';
import type { PageOf } from './page-of.ts';

/** The pages of access matrices that the engine decided: one for each scenario, and one for each of its resources. */
export function decidedAccessPages({ matrices }: Site): readonly PageOf[] {
  return [...matrices.values()].flatMap((matrix) => [
    { address: matrix.address, render: (context: PageContext) => overviewPage(context, matrix) },
    ...matrix.resources.map((resource) => ({
      address: resource.address,
      render: (context: PageContext) => resourcePage(context, matrix, resource),
    })),
  ]);
}

function overviewPage(context: PageContext, matrix: SiteMatrix): string {
  const { crumbs, title, here } = placeOf(context, matrix);
  const cells = matrix.resources.flatMap((resource) => resource.cells);
  return page(context, {
    title: `Access matrix · ${title} · keyhole`,
    crumbs: [...crumbs, { words: 'Access matrix' }],
    ...here,
    main: html`<div class="title"><h1>Access matrix</h1>${lead(cells)}${cut(matrix)}</div>${decidedLegend}${overviewTable(context, matrix)}`,
  });
}

function resourcePage(context: PageContext, matrix: SiteMatrix, resource: SiteMatrixResource): string {
  const { crumbs, title, here } = placeOf(context, matrix);
  const groups = cellGroupsOf(resource);
  return page(context, {
    title: `Access matrix of ${resource.phrase} · ${title} · keyhole`,
    crumbs: [
      ...crumbs,
      { words: 'Access matrix', href: context.link(matrix.address) },
      { words: resource.phrase },
    ],
    ...here,
    main: html`<div class="title"><h1>Who has which access to ${resource.phrase}</h1>${lead(resource.cells)}${cut(matrix)}${resource.kind === 'bucket' && encryptions}</div>${decidedLegend}${decidedTable(matrix, resource)}
<section id="why"><h2>By which statements</h2>${groups.map((group) => decidedExplanation(context, matrix, group))}</section>`,
  });
}

/** The way to a page of a scenario, and the contents of its pattern. */
function placeOf(context: PageContext, { scenario }: SiteMatrix) {
  const pattern = patternOfScenario(context.site, scenario);
  const crumbs: readonly Crumb[] =
    pattern === undefined ? [] : [{ words: pattern.title, href: context.link(pattern.address) }];
  return {
    crumbs,
    title: pattern?.title ?? scenario.title,
    here: pattern === undefined ? {} : { here: contents(context, pattern) },
  };
}

function lead(cells: SiteMatrixResource['cells']): Content {
  const allowed = cells.filter(({ result }) => result === 'allowed').length;
  return html`<p class="lead">Each access was decided by the engine, without a request: ${allowed} of ${cells.length} are allowed. Strangers have every permission of an account outside of the scenario.</p>`;
}

/** The encryptions that the accesses to a bucket are about. */
const encryptions: Html = html`<p class="near">Read is of an object under the bucket’s default encryption: one that was uploaded under AES256 needs no key. The caller of a write chooses its encryption. So a write without the bucket’s key can still be allowed under AES256, or under another key.</p>`;

/** The number of principals and resources, if the pages do not have room for all. */
function cut({ matrix: { of, principals, resources, scenario } }: SiteMatrix): Content {
  if (of === undefined) return undefined;
  return html`<p class="near">Shown are ${principals.length} of ${of.principals} principals and ${resources.length} of ${of.resources} resources. <code>keyhole matrix ${scenario}</code> shows the others.</p>`;
}
