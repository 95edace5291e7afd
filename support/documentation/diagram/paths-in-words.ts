import { mark } from '../components/marks.ts';
import { statementLink } from '../components/statement-links.ts';
import { counted } from '../components/words.ts';
import { type Content, type Html, html, joined } from '../html/html.ts';
import { accessAddress } from '../site/access-addresses.ts';
import { drawnPaths, MOST_DRAWN } from '../site/drawn-paths.ts';
import type { PageContext } from '../site/page-context.ts';
import type { PathPrincipal } from '../site/path-ends.ts';
import { type Path, pathsOf } from '../site/paths.ts';
import type { SitePattern } from '../site/site.ts';

/** The most paths that the table shows beside those that are drawn. */
const MOST_OTHERS = 150;

/** The most outcomes that a row names. */
const MOST_OUTCOMES = 12;

/**
 * All paths of a pattern in words: those of the drawing, and folded those that it leaves out. If they are too many for a
 * page, a link leads to the matrices. Empty if there is none.
 */
export function pathsInWords(context: PageContext, pattern: SitePattern): Html {
  const paths = pathsOf(pattern);
  if (paths.length === 0) return html``;
  const drawn = new Set(drawnPaths(pattern));
  const others = paths.filter((path) => !drawn.has(path));
  const few = drawn.size === 0 || others.length <= MOST_DRAWN;
  const first = few ? paths : paths.filter((path) => drawn.has(path));
  const caption = 'The same in words, with the statement that decides';
  return html`<div class="part">${table(context, first, caption)}${!few && folded(context, pattern, others)}</div>`;
}

function folded(context: PageContext, pattern: SitePattern, others: readonly Path[]): Html {
  const caption = 'Paths that the drawing leaves out';
  const all =
    others.length > MOST_OTHERS &&
    html`<p class="small"><a href="${context.link(accessAddress(pattern))}">Who can do what</a></p>`;
  return html`<details class="more-paths"><summary>${counted(others.length, 'more path')}</summary>${table(context, others.slice(0, MOST_OTHERS), caption)}${all}</details>`;
}

function table(context: PageContext, paths: readonly Path[], caption: string): Html {
  const ids = paths.some(({ outcomes }) => outcomes.length > 0);
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table class="paths">
<caption>${caption}</caption>
<thead><tr><th scope="col">who</th><th scope="col">asks for</th><th scope="col">on</th><th scope="col">answer</th><th scope="col">deciding, or nearest</th><th scope="col">${ids ? 'outcomes' : context.noun}</th></tr></thead>
<tbody>${paths.map((path) => row(context, path, ids))}</tbody></table></div>`;
}

function row(context: PageContext, path: Path, ids: boolean): Html {
  const { principal, permission, resource } = path;
  return html`<tr><th scope="row">${who(context, principal)}</th><td><code>${permission}</code></td><td>${resource.phrase}</td><td>${answer(context, path)}</td><td>${because(context, path)}</td><td>${ids ? outcomes(context, path) : place(context, path)}</td></tr>
`;
}

function who(context: PageContext, { phrase, known }: PathPrincipal): Content {
  return known === undefined ? phrase : html`<a href="${context.link(known.address)}">${phrase}</a>`;
}

function answer(context: PageContext, { allowed, varies, inVain, proofs: [proof] }: Path): Html {
  const words = html`${mark(allowed ? 'allowed' : 'denied')} ${allowed ? 'allowed' : 'denied'}`;
  const shown =
    proof === undefined
      ? words
      : html`<a href="${context.decision(proof.example, proof.request)}">${words}</a>`;
  const note = varies ? 'by request' : inVain && 'request refused';
  return html`<span class="answer is-${allowed ? 'allowed' : 'denied'}">${shown}</span>${note !== false && html` <span class="soft">${note}</span>`}`;
}

function because(context: PageContext, { statements, allowed }: Path): Content {
  if (statements.length > 0)
    return joined(
      statements.map((statement) => statementLink(context, statement)),
      ', ',
    );
  return html`<span class="soft">${allowed ? 'no statement is needed' : 'nothing comes near'}</span>`;
}

function outcomes(context: PageContext, { outcomes: all }: Path): Html {
  const links = all
    .slice(0, MOST_OUTCOMES)
    .map((outcome) => html`<a class="id" href="${context.outcome(outcome)}">${outcome.id}</a>`);
  const more = all.length - links.length;
  return html`${joined(links, ' ')}${more > 0 && html` <span class="soft">and ${more} more</span>`}`;
}

function place(context: PageContext, { proofs }: Path): Content {
  const [proof] = proofs;
  if (proof === undefined) return undefined;
  const { example, request } = proof;
  return html`<a class="id" href="${context.decision(example, request)}">${example.feature.name}:${example.line}</a>`;
}
