import { accessMatrix, matrixLegend } from '../components/access-matrix.ts';
import { accessTable } from '../components/access-table.ts';
import { contents } from '../components/contents.ts';
import { page } from '../components/frame.ts';
import { statedMatrix } from '../components/stated-matrix.ts';
import { stepText } from '../components/steps.ts';
import { variantTable } from '../components/variant-table.ts';
import { capitalized } from '../components/words.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { accessAddress, isOnOnePage, matrixAddress, matrixName } from '../site/access-addresses.ts';
import type { Address } from '../site/addresses.ts';
import { type Matrix, matricesOf } from '../site/matrix.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';
import { statedMatricesOf } from '../site/stated-matrices.ts';
import { variantsOf } from '../site/variants.ts';

/** The pages that say who can do what in a pattern. If it is too much for one, each resource has a page of its own. */
export function accessPages(
  pattern: SitePattern,
): readonly { readonly address: Address; readonly render: (context: PageContext) => string }[] {
  const own = isOnOnePage(pattern) ? [] : matricesOf(pattern);
  return [
    { address: accessAddress(pattern), render: (context) => accessPage(context, pattern) },
    ...own.map((matrix) => ({
      address: matrixAddress(pattern, matrix),
      render: (context: PageContext) => resourcePage(context, pattern, matrix),
    })),
  ];
}

/** A matrix for each resource of a pattern, the matrices that features state, and what variants change. */
function accessPage(context: PageContext, pattern: SitePattern): string {
  const whole = isOnOnePage(pattern);
  const matrices = matricesOf(pattern);
  return page(context, {
    title: `Who can do what · ${pattern.title} · keyhole`,
    crumbs: [{ words: pattern.title, href: context.link(pattern.address) }, { words: 'Who can do what' }],
    here: contents(context, pattern),
    main: html`<div class="title"><h1>Who can do what</h1>${lead(matrices)}</div>
${matrices.length > 0 && (whole ? html`${matrixLegend}${matrices.map((matrix) => section(context, pattern, matrix))}` : accessTable(context, pattern))}
${stated(context, pattern, whole)}
${variants(context, pattern)}`,
  });
}

function resourcePage(context: PageContext, pattern: SitePattern, matrix: Matrix): string {
  const name = matrix.resource.phrase;
  return page(context, {
    title: `Access to ${name} · ${pattern.title} · keyhole`,
    crumbs: [
      { words: pattern.title, href: context.link(pattern.address) },
      { words: 'Who can do what', href: context.link(accessAddress(pattern)) },
      { words: name },
    ],
    here: contents(context, pattern),
    main: html`<div class="title"><h1>Who can do what with ${name}</h1>${lead([matrix])}</div>${matrixLegend}${accessMatrix(context, matrix)}`,
  });
}

function lead(matrices: readonly Matrix[]): Content {
  const cells = matrices.flatMap(({ groups }) =>
    groups.flatMap(({ rows }) => rows.flatMap((row) => [...row.cells.values()])),
  );
  const allowed = cells.filter((answers) => answers.every(({ mark }) => mark === 'allowed'));
  if (cells.length === 0) return html`<p class="lead">No request of the scenario as it stands was tried.</p>`;
  return html`<p class="lead">Each cell was a request in the scenario as it stands: ${allowed.length} of ${cells.length} were allowed. A denied cell names the policy that refuses.</p>`;
}

function section(context: PageContext, pattern: SitePattern, matrix: Matrix): Html {
  return html`<section id="${matrixName(pattern, matrix)}"><h2>${capitalized(matrix.resource.phrase)}</h2>
${accessMatrix(context, matrix)}</section>
`;
}

/** The matrices that features state; titles alone if they are too many for the page. */
function stated(context: PageContext, pattern: SitePattern, whole: boolean): Content {
  const matrices = statedMatricesOf(pattern);
  if (matrices.length === 0) return undefined;
  const shown = whole
    ? matrices.map((matrix) => statedMatrix(context, matrix))
    : html`<ul class="promises near">${matrices.map(({ example }) => html`<li><span class="id">${example.outcomes.join(' ')}</span><span><a href="${context.example(example)}">${stepText(example.name)}</a></span></li>`)}</ul>`;
  return html`<section id="stated"><h2>As features state it</h2>${shown}</section>`;
}

function variants(context: PageContext, pattern: SitePattern): Content {
  const all = variantsOf(pattern);
  if (all.length === 0) return undefined;
  return html`<section id="variants"><h2>Under a variant</h2><p class="near">A variant alters the scenario. The answers that it changes are compared with those of the scenario as it stands.</p>
${variantTable(context, all)}</section>`;
}
