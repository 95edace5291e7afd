import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedDenial, RecordedPermission, RecordedStatement } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';
import type { RequestOfExample } from '../site/principal-requests.ts';
import type { SiteExample } from '../site/site.ts';
import { distinctStatements, exampleLinks, statementLink } from './statement-links.ts';
import { capitalized, counted, worded } from './words.ts';

/** The most resources that a row names. */
const MOST_RESOURCES = 3;

/** Decisions that are told in one row. */
interface Group {
  readonly permission: RecordedPermission;
  readonly resources: ReadonlySet<string>;
  readonly examples: ReadonlySet<SiteExample>;
}

/** The permissions that were granted, each with the statements that allowed it. */
export function allowedTable(context: PageContext, requests: readonly RequestOfExample[]): Content {
  const groups = grouped(requests, ({ result, action, allowedBy = [] }) =>
    result === 'Granted' ? [action, ...allowedBy.map(placeOf)].join('\n') : undefined,
  );
  if (groups.length === 0) return undefined;
  const rows = groups.map((group) => {
    const by = distinctStatements(group.permission.allowedBy ?? []);
    const links = by.map((statement) => statementLink(context, statement));
    const words =
      links.length > 0 ? joined(links, ', ') : 'to the root user of the account that owns the resource';
    return row(context, group, html`<td data-l="by">${words}</td>`);
  });
  return section({ id: 'allowed', title: 'Allowed', heads: ['by'], rows });
}

/** The permissions that were denied, each with the sentence and the statement that denied or came nearest. */
export function refusedTable(context: PageContext, requests: readonly RequestOfExample[]): Content {
  const groups = grouped(requests, ({ action, denial, resourceName }) =>
    denial === undefined ? undefined : [action, ...reasonOf(denial, resourceName)].join('\n'),
  );
  if (groups.length === 0) return undefined;
  const rows = groups.map((group) => {
    const { sentence = '', explicit = false, nearest } = group.permission.denial ?? {};
    const place =
      nearest === undefined
        ? html`<span class="soft">none</span>`
        : html`${explicit && 'denies: '}${statementLink(context, nearest)}`;
    return row(
      context,
      group,
      html`<td data-l="why">${worded(capitalized(sentence))}</td><td data-l="nearest">${place}</td>`,
    );
  });
  return section({ id: 'refused', title: 'Refused', heads: ['why', 'nearest'], rows });
}

/** The requests that failed without a denial, by the answer of AWS. */
export function failureList(context: PageContext, requests: readonly RequestOfExample[]): Content {
  const failed = requests.filter(({ request: { decisions, response, undecidable } }) => {
    const denied = decisions.some(({ denial }) => denial !== undefined);
    return !denied && (undecidable !== undefined || (response?.status ?? 200) >= 400);
  });
  const groups = Map.groupBy(failed, ({ request: { response, undecidable } }) =>
    undecidable === undefined ? `${response?.status} ${response?.code ?? ''}` : `undecidable: ${undecidable}`,
  );
  if (groups.size === 0) return undefined;
  const items = [...groups].map(
    ([words, all]) =>
      html`<li><span><code>${words}</code> <span class="refs">${exampleLinks(
        context,
        all.map(({ example }) => example),
      )}</span></span></li>`,
  );
  return html`<section id="failed"><h2>Failed without a denial</h2><ul class="promises plain near">${items}</ul></section>`;
}

/** The facts that decisions rest on and that a scenario or an example states. */
export function assumptionList(context: PageContext, requests: readonly RequestOfExample[]): Content {
  const stated = requests.flatMap(({ example, request }) =>
    request.decisions.flatMap(({ assumption }) => (assumption === undefined ? [] : { assumption, example })),
  );
  const groups = Map.groupBy(stated, ({ assumption }) => assumption);
  if (groups.size === 0) return undefined;
  const items = [...groups].map(
    ([words, all]) =>
      html`<li><span>${worded(words)} <span class="refs">${exampleLinks(
        context,
        all.map(({ example }) => example),
      )}</span></span></li>`,
  );
  return html`<section id="assumptions"><h2>Stated facts</h2><ul class="promises plain near">${items}</ul></section>`;
}

/** Decisions by a key; those without one are left out. Groups are in the order of their permissions. */
function grouped(
  requests: readonly RequestOfExample[],
  keyOf: (permission: RecordedPermission) => string | undefined,
): readonly Group[] {
  const groups = new Map<string, Group & { resources: Set<string>; examples: Set<SiteExample> }>();
  for (const { example, request } of requests)
    for (const permission of request.decisions) {
      const key = keyOf(permission);
      if (key === undefined) continue;
      const known = groups.get(key) ?? { permission, resources: new Set(), examples: new Set() };
      known.resources.add(permission.resourceName);
      known.examples.add(example);
      groups.set(key, known);
    }
  return [...groups.values()].toSorted((a, b) => (a.permission.action < b.permission.action ? -1 : 1));
}

function placeOf({ source, policy, statement }: RecordedStatement): string {
  return `${source?.file ?? policy}:${source?.line ?? ''}:${statement}`;
}

/** The terms in which denials of one row agree. */
function reasonOf({ layer, reason, nearest }: RecordedDenial, resourceName: string): readonly string[] {
  return [layer, reason, nearest === undefined ? resourceName : placeOf(nearest)];
}

function row(context: PageContext, { permission, resources, examples }: Group, cells: Html): Html {
  const shown = [...resources].slice(0, MOST_RESOURCES).map(worded);
  const more = resources.size - shown.length;
  return html`<tr><th scope="row"><code>${permission.action}</code></th><td data-l="on">${joined(shown, ', ')}${more > 0 && html` <span class="soft">and ${counted(more, 'other')}</span>`}</td>${cells}<td class="proofs" data-l="examples"><span class="refs">${exampleLinks(context, examples)}</span></td></tr>`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly Html[];
}

function section({ id, title, heads, rows }: Section): Html {
  const columns = ['permission', 'on', ...heads, 'examples'];
  return html`<section id="${id}"><h2>${title}</h2><div class="scroll near" role="group" aria-label="${title}" tabindex="0"><table class="stacks"><thead><tr>${columns.map((words) => html`<th scope="col">${words}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
