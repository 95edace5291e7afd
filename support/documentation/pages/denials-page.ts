import { posix } from 'node:path';
import { decidingStatement } from '../components/deciding-statement.ts';
import { placeOf } from '../components/example-link.ts';
import { page } from '../components/frame.ts';
import { lastWordsTable } from '../components/last-words.ts';
import { mark } from '../components/marks.ts';
import { stepText } from '../components/steps.ts';
import { capitalized, counted, prose } from '../components/words.ts';
import { type Html, html } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import { denialsAddress, denialsByPermission, denialsOf, type SiteDenial } from '../site/denials-of.ts';
import type { PageContext } from '../site/page-context.ts';
import type { Site, SitePattern } from '../site/site.ts';

/** The most examples that the page of a permission lists. Above that, each pattern has a page of its own. */
const MOST_DENIALS = 1_000;

/** Denials of one permission: all of them, or those of a pattern. */
export interface DenialsShown {
  readonly action: string;
  readonly denials: readonly SiteDenial[];
  readonly pattern?: SitePattern;
}

/** The addresses of all pages of denials, with what each shows. */
export function denialPages(site: Site): readonly (DenialsShown & { readonly address: string })[] {
  return [...denialsByPermission(site)].flatMap(([action, denials]) => {
    const address = denialsAddress(action);
    const whole = { address, action, denials };
    if (denials.length <= MOST_DENIALS) return [whole];
    const byPattern = Map.groupBy(denials, ({ example }) => example.feature.pattern);
    const parts = [...byPattern].map(([pattern, own]) => ({
      address: partAddress(action, pattern),
      action,
      denials: own,
      pattern,
    }));
    return [whole, ...parts];
  });
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
  ].map(
    ([action, denials]) =>
      html`<tr><th scope="row"><a href="${context.link(denialsAddress(action))}"><code>${action}</code></a></th><td class="num count" data-l="denials">${denials.length}</td><td>${byCause(
        denials,
      ).map(
        ([refusedBy, own]) =>
          html`<p><a class="quiet" href="${context.link(denialsAddress(action), slug(refusedBy))}">${prose(refusedBy)}</a> <span class="soft num">${own.length}</span></p>`,
      )}</td></tr>`,
  )}</tbody></table></div>`;
}

/** The denials of one permission: what refused, the reason with its statement, and the examples. */
export function permissionPage(context: PageContext, { action, denials, pattern }: DenialsShown): string {
  const causes = byCause(denials);
  const split = pattern === undefined && denials.length > MOST_DENIALS;
  const words = html`<code>${action}</code>`;
  return page(context, {
    title: `${action} denied · keyhole`,
    crumbs: [
      { words: 'Denials', href: context.link('denials/') },
      ...(pattern === undefined
        ? [{ words }]
        : [{ words, href: context.link(denialsAddress(action)) }, { words: pattern.title }]),
    ],
    here: html`<h2>${words} denied</h2><ul>${causes.map(([refusedBy, own]) => html`<li><a href="#${slug(refusedBy)}">${capitalized(refusedBy)} <span class="num soft">${own.length}</span></a></li>`)}</ul><h2>Other permissions</h2><ul>${[...denialsByPermission(context.site).keys()].map((other) => other !== action && html`<li><a href="${context.link(denialsAddress(other))}"><code>${other}</code></a></li>`)}</ul>`,
    main: html`<div class="title"><h1>${words} denied</h1><p class="lead">${counted(denials.length, 'denial')} in ${counted(new Set(denials.map(({ example }) => example)).size, 'example')}${pattern !== undefined && html` of ${pattern.title}`}.</p></div>
${split ? patternList(context, action, denials) : causes.map(([refusedBy, own]) => causeSection(context, refusedBy, own))}`,
  });
}

function patternList(context: PageContext, action: string, denials: readonly SiteDenial[]): Html {
  const patterns = Map.groupBy(denials, ({ example }) => example.feature.pattern);
  return html`<section><h2>By pattern</h2><ul class="plain near">${[...patterns].map(
    ([pattern, own]) =>
      html`<li><a href="${context.link(partAddress(action, pattern))}">${pattern.title}</a> <span class="soft num">${own.length}</span></li>`,
  )}</ul></section>`;
}

function causeSection(context: PageContext, refusedBy: string, denials: readonly SiteDenial[]): Html {
  const reasons = Map.groupBy(
    denials,
    ({ denial: { sentence, nearest } }) => `${sentence}\n${nearest?.source?.file}:${nearest?.source?.line}`,
  );
  return html`<section id="${slug(refusedBy)}"><h2><span class="is-denied">${mark('denied')}</span> ${capitalized(refusedBy)} <span class="soft num">${denials.length}</span></h2><div class="scroll near" role="group" aria-label="${refusedBy}" tabindex="0"><table class="stacks reasons"><thead><tr><th scope="col">why</th><th scope="col">examples</th></tr></thead><tbody>${[
    ...reasons.values(),
  ].map((own) => reasonRow(context, own))}</tbody></table></div></section>`;
}

function reasonRow(context: PageContext, denials: readonly SiteDenial[]): Html {
  const [first] = denials;
  if (first === undefined) return html``;
  const examples = [...new Set(denials.map(({ example }) => example))];
  const decided = decidingStatement(context, first.denial);
  return html`<tr><td><p>${prose(capitalized(first.denial.sentence))}</p>${decided !== undefined && html`<p class="soft">${decided}</p>`}</td><td data-l="examples"><ul class="plain">${examples.map(
    (example) =>
      html`<li><a href="${context.example(example)}">${stepText(example.name)}</a> <span class="id">${example.outcomes.join(' ') || placeOf(example)}</span></li>`,
  )}</ul></td></tr>`;
}

function byCause(denials: readonly SiteDenial[]): readonly (readonly [string, readonly SiteDenial[]])[] {
  return [...Map.groupBy(denials, ({ refusedBy }) => refusedBy)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
}

function partAddress(action: string, pattern: SitePattern): string {
  return posix.join(denialsAddress(action), pattern.name, '/');
}
