import { contents } from '../components/contents.ts';
import { type Crumb, page } from '../components/frame.ts';
import { mark } from '../components/marks.ts';
import { allowedTable, assumptionList, failureList, refusedTable } from '../components/principal-tables.ts';
import { exampleLinks } from '../components/statement-links.ts';
import { capitalized, counted, worded } from '../components/words.ts';
import { type Content, type Html, html } from '../html/html.ts';
import type { PolicyInForce } from '../record/recorded-scenario.ts';
import type { PageContext } from '../site/page-context.ts';
import { patternOfScenario } from '../site/pattern-of-scenario.ts';
import { type RequestOfExample, requestsFor, requestsOf } from '../site/principal-requests.ts';
import type { SitePrincipal } from '../site/site.ts';
import { decidesNothing, effectsIn } from '../site/statement-effects.ts';

/** A principal: its policies, what was allowed to it, and what was refused, with the statements that did it. */
export function principalPage(context: PageContext, principal: SitePrincipal): string {
  const { scenario, phrase } = principal;
  const pattern = patternOfScenario(context.site, scenario);
  const requests = requestsOf(context.site, principal);
  const crumbs: Crumb[] = [{ words: phrase }];
  if (pattern !== undefined) crumbs.unshift({ words: pattern.title, href: context.link(pattern.address) });
  return page(context, {
    title: `${capitalized(phrase)} · ${pattern?.title ?? scenario.title} · keyhole`,
    crumbs,
    ...(pattern && { here: contents(context, pattern) }),
    main: html`<div class="title"><h1>What can ${phrase} do, and why not more?</h1><p class="lead">${inWords(requests)}</p>
${facts(principal)}</div>
<div class="sections">${policies(context, principal)}${assumedBy(context, principal)}${allowedTable(context, requests)}${refusedTable(context, requests)}${failureList(context, requests)}${assumptionList(context, requests)}</div>`,
  });
}

function inWords(requests: readonly RequestOfExample[]): string {
  if (requests.length === 0) return 'No request was made as this principal in this run.';
  const refused = requests.filter(({ request }) =>
    request.decisions.some(({ denial }) => denial !== undefined),
  );
  return `${counted(requests.length, 'request')} in this run; ${refused.length} of them denied.`;
}

function facts({ kind, account, arn, scenario }: SitePrincipal): Html {
  const owner = scenario.accounts.find(({ name }) => name === account);
  return html`<p class="facts"><span>${kind} of ${owner?.phrase ?? account}</span><span><code>${arn}</code></span></p>`;
}

function policies(context: PageContext, { policies: all }: SitePrincipal): Content {
  const own = all.filter(({ kind }) => kind !== 'trust');
  if (own.length === 0)
    return html`<section id="policies"><h2>Policies</h2><p class="near">No policy is attached to it.</p></section>`;
  const rows = own.map((policy) => html`<tr>${policyCells(context, policy)}</tr>`);
  return html`<section id="policies"><h2>Policies</h2><div class="scroll near"><table class="stacks"><thead><tr><th scope="col">policy</th><th scope="col">kind</th><th scope="col">document</th><th scope="col">statements</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function policyCells(context: PageContext, { name, kind, file, arn }: PolicyInForce): Html {
  const document = file === undefined ? undefined : context.document(file);
  const place =
    document === undefined
      ? html`<code>${file ?? arn ?? ''}</code>`
      : html`<a href="${context.link(document.address)}"><code>${document.name}</code></a>`;
  const all = document === undefined ? [] : effectsIn(context.site, document);
  const idle = all.filter(({ effects }) => decidesNothing(effects)).length;
  const words =
    document !== undefined &&
    `${all.length}${idle > 0 ? `, ${idle} of them ${idle === 1 ? 'decides' : 'decide'} nothing in this run` : ''}`;
  return html`<th scope="row">${name}</th><td data-l="kind">${kind}</td><td data-l="document">${place}</td><td data-l="statements">${words}</td>`;
}

/** The trust policy of a role, and the attempts to assume it. */
function assumedBy(context: PageContext, principal: SitePrincipal): Content {
  if (principal.kind !== 'role') return undefined;
  const trust = principal.policies.find(({ kind }) => kind === 'trust');
  const attempts = requestsFor(context.site, principal).map(({ example, request }) => ({
    example,
    caller: request.caller ?? request.principal ?? 'an unknown caller',
    denied: request.decisions.some(({ denial }) => denial !== undefined),
  }));
  const groups = Map.groupBy(attempts, ({ caller, denied }) => `${caller}\n${denied}`);
  const rows = [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const answer = first.denied ? 'denied' : 'allowed';
    const examples = all.map(({ example }) => example);
    return html`<tr><th scope="row">${worded(first.caller)}</th><td data-l="answer"><span class="answer is-${answer}">${mark(answer)} ${answer}</span></td><td data-l="examples"><span class="refs">${exampleLinks(context, examples)}</span></td></tr>`;
  });
  const trustLink = trust?.file === undefined ? undefined : context.document(trust.file);
  return html`<section id="assumed-by"><h2>Who can assume it</h2><p class="facts">${principal.assumedBy !== undefined && html`<span>assumed in examples by ${worded(principal.assumedBy)}</span>`}${trustLink !== undefined && html`<span>trust policy <a href="${context.link(trustLink.address)}"><code>${trustLink.name}</code></a></span>`}</p>${rows.length > 0 && html`<div class="scroll near"><table class="stacks"><thead><tr><th scope="col">caller</th><th scope="col">answer</th><th scope="col">examples</th></tr></thead><tbody>${rows}</tbody></table></div>`}</section>`;
}
