import { type Content, type Html, html } from '../documentation/html/html.ts';
import { cast } from './components/cast.ts';
import { chosenRequest, chosenWhatIf } from './components/chosen.ts';
import { decidedSoFar } from './components/decided-so-far.ts';
import { decisionList } from './components/decision-list.ts';
import { labFrame } from './components/lab-frame.ts';
import { whatIfForm } from './components/what-if-form.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView, WhatIfQuestion } from './lab-view.ts';
import { recordedPermission, recordedRequest } from './live-site.ts';

/** The page of a lab: what if, the cast, the decisions, and the one that its query chooses. */
export async function overviewPage(
  context: LabContext,
  view: LabView,
  query: URLSearchParams,
): Promise<string> {
  const { scenario } = view;
  const asked = questionIn(query);
  const id = query.get('decision') ?? undefined;
  // A what-if is decided first, since it may need a session of its principal.
  const chosen = await chosenPart(context, view, { asked, id });
  const list = decisionList(context, view.requests(), {
    chosen: id,
    deniedOnly: query.get('denied') === '1',
    before: query.get('before') ?? undefined,
  });
  const name = scenario?.title ?? 'empty';
  return labFrame(context, view, {
    title: `Lab · ${name} · keyhole`,
    crumbs: [],
    main: html`<h1 class="visually-hidden">The lab: ${name}</h1>${scenario !== undefined && whatIfForm(scenario, asked)}
<div class="lab">${cast(context, view)}
${list}
<section class="chosen" id="chosen" aria-label="${asked === undefined && id === undefined ? 'What was decided' : 'Explanation'}">${chosen}</section>
</div>`,
  });
}

/** The question that a query asks; undefined if it asks none. */
function questionIn(query: URLSearchParams): WhatIfQuestion | undefined {
  if (!query.has('action')) return undefined;
  const word = (name: string) => (query.get(name) ?? '').trim();
  const facts = word('context')
    .split(/\s+/)
    .filter((fact) => fact !== '');
  return {
    principal: word('principal'),
    action: word('action'),
    resource: word('resource'),
    viaS3: query.get('via') === 's3',
    context: facts.filter((fact) => !fact.startsWith('!')),
    without: facts.filter((fact) => fact.startsWith('!')).map((fact) => fact.slice(1)),
  };
}

interface Choice {
  readonly asked: WhatIfQuestion | undefined;
  readonly id: string | undefined;
}

async function chosenPart(context: LabContext, view: LabView, { asked, id }: Choice): Promise<Content> {
  if (asked !== undefined) return html`${back(context)}${await answered(context, view, asked)}`;
  if (id === undefined) return decidedSoFar(context);
  const request = view.request(id);
  if (request === undefined)
    return html`${back(context)}<p>The lab has no decision <code>${id}</code>. It keeps the last thousand.</p>`;
  const softened =
    request.wouldBe !== undefined &&
    html`<p role="note" class="mistake">Soft mode let this request through. AWS would have refused it, as follows.</p>`;
  return html`${back(context)}${softened}${chosenRequest(context, view, recordedRequest(request))}`;
}

function back(context: LabContext): Html {
  return html`<h2 class="visually-hidden">The decision chosen</h2><p class="small back"><a href="${context.link('')}">What was decided so far</a></p>`;
}

async function answered(context: LabContext, view: LabView, asked: WhatIfQuestion): Promise<Html> {
  const answer = await view.decide?.(asked);
  if (answer === undefined) return html`<p>The lab is empty: there is no scenario to ask about.</p>`;
  if ('mistake' in answer) return html`<p role="alert" class="mistake">${answer.mistake}</p>`;
  const { principal, viaS3 } = asked;
  const permission = recordedPermission(answer.permission);
  return chosenWhatIf(context, view, { permission, principal, viaS3 });
}
