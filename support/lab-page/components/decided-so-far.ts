import { diagram, prepareDrawings } from '../../documentation/diagram/diagram.ts';
import { pathsInWords } from '../../documentation/diagram/paths-in-words.ts';
import { type Html, html } from '../../documentation/html/html.ts';
import { pathsOf } from '../../documentation/site/paths.ts';
import type { LabContext } from '../lab-context.ts';

/** The drawing of what the requests of a lab reached, and the same in words. */
export async function decidedSoFar(context: LabContext): Promise<Html> {
  const { site } = context;
  await prepareDrawings(site);
  const [pattern] = site.patterns;
  const title = html`<h2 class="label">What was decided so far</h2>`;
  if (pattern === undefined || pathsOf(pattern).length === 0)
    return html`${title}<p class="small soft">Nothing yet. A request opens here once you choose it, and a drawing shows what all requests reached.</p>`;
  return html`${title}${diagram(context, pattern)}${pathsInWords(context, pattern)}`;
}
