import { mark } from '../components/marks.ts';
import { sideOf } from '../components/sides.ts';
import { statementPlace } from '../components/statement-links.ts';
import { capitalized } from '../components/words.ts';
import { type Html, html, markup } from '../html/html.ts';
import { drawnPaths } from '../site/drawn-paths.ts';
import type { PageContext } from '../site/page-context.ts';
import type { Path } from '../site/paths.ts';
import type { Site, SitePattern } from '../site/site.ts';
import { type Drawing, drawingOf } from './drawing.ts';
import { type GraphLink, graphOf } from './graph-of.ts';

interface Prepared {
  readonly drawing: Drawing;
  readonly links: readonly GraphLink[];
  readonly paths: readonly Path[];
}

const prepared = new WeakMap<SitePattern, Prepared>();

/**
 * Draws the paths of all patterns of a site, so that pages can then be written without waiting. Graphviz is loaded only if
 * there is something to draw. A pattern is drawn once, on however many pages it is.
 */
export async function prepareDrawings({ patterns }: Site): Promise<void> {
  const drawn = patterns.filter((pattern) => !prepared.has(pattern) && drawnPaths(pattern).length > 0);
  if (drawn.length === 0) return;
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  for (const pattern of drawn) {
    const paths = drawnPaths(pattern);
    const { graph, links } = graphOf(paths);
    const drawing = drawingOf(viz.renderString(graph, { format: 'svg', engine: 'dot' }));
    prepared.set(pattern, { drawing, links, paths });
  }
}

/**
 * The drawing of who reaches what in a pattern, with its legend; undefined if there is nothing to draw. Throws TypeError if
 * {@link prepareDrawings} was not awaited for its site.
 */
export function diagram(context: PageContext, pattern: SitePattern): Html | undefined {
  if (drawnPaths(pattern).length === 0) return undefined;
  const drawn = prepared.get(pattern);
  if (drawn === undefined) throw new TypeError(`the paths of ${pattern.name} were not drawn`);
  const { paths } = drawn;
  const has = (allowed: boolean) => paths.some((path) => path.allowed === allowed);
  const ids = paths.some(({ outcomes }) => outcomes.length > 0) ? 'ids' : 'places';
  return html`<figure class="near"><div class="diagram" tabindex="0" role="group" aria-label="Diagram">${svg(context, drawn)}</div>
<figcaption>${has(true) && html`<span class="is-allowed">${mark('allowed')} allowed, solid</span>`}${has(false) && html`<span class="is-denied">${mark('denied')} denied, dashed, stopped by a bar</span>`}<span>an arrow leads to its statement, ${ids} to the decision; each was a request</span></figcaption></figure>`;
}

function svg(context: PageContext, { drawing, links, paths }: Prepared): Html {
  const { width, height, viewBox, pieces } = drawing;
  const resources = [...new Set(paths.map(({ resource }) => resource.phrase))].join(', ');
  const name = `Who reaches what: ${resources}. The table says the same in words.`;
  const content = pieces.map((piece) =>
    typeof piece === 'string' ? markup(piece) : attributesOf(context, links[piece]),
  );
  return html`<svg class="d" role="group" aria-label="${name}" width="${width}" height="${height}" viewBox="${viewBox}" style="--w: ${width}px">${content}</svg>`;
}

function attributesOf(context: PageContext, link: GraphLink | undefined): Html {
  const proof = link?.path.proofs[link.proof];
  if (link === undefined || proof === undefined) throw new TypeError('a link of a drawing leads nowhere');
  const { principal, permission, resource, allowed } = link.path;
  const said = `${allowed ? 'allowed' : 'denied'}: ${principal.phrase}, ${permission}, ${resource.phrase}`;
  const decision = context.decision(proof.example, proof.request);
  if (link.words !== undefined) return html` href="${decision}" aria-label="${link.words}, ${said}"`;
  const place = arrowPlace(context, link.path);
  const to = place === undefined ? `the ${context.noun}, since no document has a statement` : place.name;
  return html` class="arrow" href="${place?.href ?? decision}" aria-label="${capitalized(said)}. Leads to ${to}"`;
}

/** The statement that an arrow leads to: of several that allow, one of the resource's own policy. */
function arrowPlace(context: PageContext, { statements }: Path): ReturnType<typeof statementPlace> {
  const ofResource = statements.filter(({ layer }) => sideOf(layer) === 'resource');
  const places = [...ofResource, ...statements].map((statement) => statementPlace(context, statement));
  return places.find((place) => place !== undefined);
}
