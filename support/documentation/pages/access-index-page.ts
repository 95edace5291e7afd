import { accessTable } from '../components/access-table.ts';
import { page } from '../components/frame.ts';
import { counted } from '../components/words.ts';
import { type Content, html } from '../html/html.ts';
import { accessAddress } from '../site/access-addresses.ts';
import { matricesOf } from '../site/matrix.ts';
import type { PageContext } from '../site/page-context.ts';

/** The resources of all patterns, and how many principals reach them. */
export function accessIndexPage(context: PageContext): string {
  const patterns = context.site.patterns.filter((pattern) => matricesOf(pattern).length > 0);
  return page(context, {
    title: 'Who reaches what · keyhole',
    crumbs: [{ words: 'Access' }],
    main: html`<div class="title"><h1>Who reaches what</h1><p class="lead">The resources of each pattern, and how many of the principals that tried were allowed, in the scenario as it stands.</p></div>
${matrixList(context)}
${patterns.map(
  (
    pattern,
  ) => html`<section id="${pattern.name}"><h2><a class="quiet" href="${context.link(accessAddress(pattern))}">${pattern.title}</a></h2>
${accessTable(context, pattern)}</section>
`,
)}`,
  });
}

/** The access matrices that the engine decided, by scenario. */
function matrixList(context: PageContext): Content {
  const all = [...context.site.matrices.values()];
  if (all.length === 0) return undefined;
  return html`<section id="matrices"><h2>Access matrices</h2><p class="near">Every principal and every resource of a scenario, decided by the engine.</p><ul>${all.map(({ address, scenario, resources }) => html`<li><a href="${context.link(address)}">${scenario.title}</a> <span class="soft">${counted(resources.length, 'resource')}</span></li>`)}</ul></section>`;
}
