import { decidingStatement } from '../components/deciding-statement.ts';
import { placeOf } from '../components/example-link.ts';
import { page } from '../components/frame.ts';
import { lastWordsTable } from '../components/last-words.ts';
import { type ListPart, moreOf, morePages } from '../components/list-parts.ts';
import { mark } from '../components/marks.ts';
import { stepText } from '../components/steps.ts';
import { capitalized, counted, prose } from '../components/words.ts';
import { type Html, html } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import { denialsAddress, denialsByPermission, denialsOf, type SiteDenial } from '../site/denials-of.ts';
import { once } from '../site/once.ts';
import type { PageContext } from '../site/page-context.ts';
import type { Site } from '../site/site.ts';

/** The most denials that one page lists. */
const MOST_DENIALS = 250;

/** Denials of one permission in the order of their causes and reasons: all of them, or those of one page. */
export interface DenialsShown extends ListPart<SiteDenial> {
  readonly action: string;
}

/** The pages of denials. A permission with many has several. */
export const denialPages = once((site: Site): readonly DenialsShown[] =>
  [...denialsByPermission(site)].flatMap(([action, denials]) => {
    const ordered = byCause(denials).flatMap(([, own]) => [...Map.groupBy(own, reasonOf).values()].flat());
    return morePages(denialsAddress(action), ordered, MOST_DENIALS).map((part) => ({ ...part, action }));
  }),
);

/** The pages of the denials of one permission. */
function partsOf(site: Site, action: string): readonly DenialsShown[] {
  return denialPages(site).filter((part) => part.action === action);
}

/** A link to the first denials of a permission that have a cause. */
function causeLink(context: PageContext, parts: readonly DenialsShown[], refusedBy: string): string {
  const first = parts.find(({ items }) => items.some((denial) => denial.refusedBy === refusedBy));
  return context.link(first?.address ?? 'denials/', slug(refusedBy));
}

/** Every denial, by the last words of its message and by permission. */
export function denialsPage(context: PageContext): string {
  const denials = denialsOf(context.site);
  const requests = new Set(denials.map(({ request }) => request.id)).size;
  const permissions = denialsByPermission(context.site);
  return page(context, {
    title: 'Denials · keyhole',
    crumbs: [{ words: 'Denials' }],
    main: html`<div class="title"><h1>Denials</h1><p class="lead">${counted(requests, 'request')} refused; ${counted(permissions.size, 'permission')} denied.</p></div>
<section id="refused"><h2>A request was refused: what its last words mean</h2><p class="near">AWS ends a refusal with one of these. The same words can have several causes.</p>${lastWordsTable(context) ?? html`<p class="near">No request was refused in this run.</p>`}</section>
${permissions.size > 0 && html`<section id="permissions"><h2>By permission</h2>${permissionTable(context, permissions)}</section>`}`,
  });
}

function permissionTable(
  context: PageContext,
  permissions: ReadonlyMap<string, readonly SiteDenial[]>,
): Html {
  return html`<div class="scroll near" role="group" aria-label="Permissions" tabindex="0"><table class="stacks permissions"><thead><tr><th scope="col">permission</th><th scope="col" class="count">denials</th><th scope="col">what refused</th></tr></thead><tbody>${[
    ...permissions,
  ].map(([action, denials]) => {
    const parts = partsOf(context.site, action);
    return html`<tr><th scope="row"><a href="${context.link(denialsAddress(action))}"><code>${action}</code></a></th><td class="num count" data-l="denials">${denials.length}</td><td>${byCause(
      denials,
    ).map(
      ([refusedBy, own]) =>
        html`<p><a class="quiet" href="${causeLink(context, parts, refusedBy)}">${prose(refusedBy)}</a> <span class="soft num">${own.length}</span></p>`,
    )}</td></tr>`;
  })}</tbody></table></div>`;
}

/** The denials of one permission: what refused, the reason with its statement, and the examples. */
export function permissionPage(context: PageContext, shown: DenialsShown): string {
  const { action, items, number } = shown;
  const { site } = context;
  const all = denialsByPermission(site).get(action) ?? [];
  const others = [...denialsByPermission(site).keys()].filter((other) => other !== action);
  const parts = partsOf(site, action);
  const words = html`<code>${action}</code>`;
  const of = number === 1 ? '' : `, page ${number}`;
  return page(context, {
    title: `${action} denied${of} · keyhole`,
    crumbs: [
      { words: 'Denials', href: context.link('denials/') },
      ...(number === 1
        ? [{ words }]
        : [{ words, href: context.link(denialsAddress(action)) }, { words: `Page ${number}` }]),
    ],
    here: html`<h2>${words} denied</h2><ul>${byCause(all).map(([refusedBy, own]) => html`<li><a href="${causeLink(context, parts, refusedBy)}">${capitalized(refusedBy)} <span class="num soft">${own.length}</span></a></li>`)}</ul>${others.length > 0 && html`<h2>Other permissions</h2><ul>${others.map((other) => html`<li><a href="${context.link(denialsAddress(other))}"><code>${other}</code></a></li>`)}</ul>`}`,
    main: html`<div class="title"><h1>${words} denied</h1><p class="lead">${counted(all.length, 'denial')} in ${counted(new Set(all.map(({ example }) => example)).size, 'example')}.</p></div>
${moreOf(context, parts, shown, 'denials')}${byCause(items).map(([refusedBy, own]) => causeSection(context, refusedBy, own))}${moreOf(context, parts, shown, 'denials')}`,
  });
}

function causeSection(context: PageContext, refusedBy: string, denials: readonly SiteDenial[]): Html {
  const reasons = Map.groupBy(denials, reasonOf);
  return html`<section id="${slug(refusedBy)}"><h2><span class="is-denied">${mark('denied')}</span> ${capitalized(refusedBy)} <span class="soft num">${denials.length}</span></h2><div class="scroll near" role="group" aria-label="${refusedBy}" tabindex="0"><table class="stacks reasons"><thead><tr><th scope="col">why</th><th scope="col">examples</th></tr></thead><tbody>${[
    ...reasons.values(),
  ].map((own) => reasonRow(context, own))}</tbody></table></div></section>`;
}

/** Denials of one reason have one sentence and one nearest statement. */
function reasonOf({ denial: { sentence, nearest } }: SiteDenial): string {
  return `${sentence}\n${nearest?.source?.file}:${nearest?.source?.line}`;
}

function reasonRow(context: PageContext, denials: readonly SiteDenial[]): Html {
  const [first] = denials;
  if (first === undefined) return html``;
  const byExample = [...Map.groupBy(denials, ({ example }) => example).values()];
  const decided = decidingStatement(context, first.denial);
  return html`<tr><td><p>${prose(capitalized(first.denial.sentence))}</p>${decided !== undefined && html`<p class="soft">${decided}</p>`}</td><td data-l="examples"><ul class="plain">${byExample.map((own) => exampleItem(context, own))}</ul></td></tr>`;
}

/** An example of a reason: a link to its first decision that has it. */
function exampleItem(context: PageContext, [first]: readonly SiteDenial[]): Html {
  if (first === undefined) return html``;
  const { example, request } = first;
  return html`<li><a href="${context.decision(example, request)}">${stepText(example.name)}</a> <span class="id">${example.outcomes.join(' ') || placeOf(example)}</span></li>`;
}

function byCause(denials: readonly SiteDenial[]): readonly (readonly [string, readonly SiteDenial[]])[] {
  return [...Map.groupBy(denials, ({ refusedBy }) => refusedBy)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
}
