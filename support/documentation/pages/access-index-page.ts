import { accessTable } from '../components/access-table.ts';
import { page } from '../components/frame.ts';
import { html } from '../html/html.ts';
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
${patterns.map(
  (
    pattern,
  ) => html`<section id="${pattern.name}"><h2><a class="quiet" href="${context.link(accessAddress(pattern))}">${pattern.title}</a></h2>
${accessTable(context, pattern)}</section>
`,
)}`,
  });
}
