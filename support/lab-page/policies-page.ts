import { capitalized, counted, worded } from '../documentation/components/words.ts';
import { type Html, html } from '../documentation/html/html.ts';
import { labFrame } from './components/lab-frame.ts';
import { digestOfAll } from './digest-of.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import type { PolicyList, PolicyPlace } from './policy-place.ts';

/** The policies in force in a lab, account by account, with whether each is the scenario's. */
export function policiesPage(context: LabContext, view: LabView, { places, unread }: PolicyList): string {
  const groups = [...Map.groupBy(places, ({ account }) => account?.id ?? '').values()];
  const content =
    places.length === 0
      ? html`<p>The lab has no policies yet. A bucket, a key, a user or a role that a client creates brings them.</p>`
      : groups.map((group) => ofAccount(context, group));
  const changed = places.filter(isChanged).length;
  const summary =
    places.length > 0 &&
    html`<p class="lead">${counted(places.filter(({ text }) => text !== undefined).length, 'document')} in force${view.scenario !== undefined && html`, ${changed === 0 ? 'all as the scenario has them' : html`<b>${changed} changed</b> since the lab began`}`}. Open one to edit it.</p>`;
  return labFrame(context, view, {
    title: 'Policies · lab · keyhole',
    crumbs: [{ words: 'Policies' }],
    main: html`<div class="page policies" data-version="${digestOfAll(places)}"><div class="title"><h1>Policies</h1>${summary}</div>${unread.map((words) => html`<p class="small"><b>Not read.</b> ${worded(words)}</p>`)}${content}${ofFeatures(context)}</div>`,
  });
}

function ofAccount(context: LabContext, places: readonly PolicyPlace[]): Html {
  const [{ account } = {}] = places;
  const words =
    account === undefined
      ? 'Organization and VPC endpoints'
      : capitalized(account.phrase.replace(/^the /, ''));
  const rows = places.map(
    (place) =>
      html`<tr><th scope="row"><a href="${context.link(`policies/${place.name}/`)}">${worded(capitalized(place.title.replace(/^the /, '')))}</a></th><td>${state(place)}</td></tr>`,
  );
  return html`<section><h2 class="account">${words}${account !== undefined && html` <code>${account.id}</code>`}</h2><div class="scroll" role="group" aria-label="Policies of ${words}" tabindex="0"><table><thead><tr><th scope="col">policy</th><th scope="col">document in force</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function isChanged({ text, origin }: PolicyPlace): boolean {
  return text !== origin?.text;
}

function state(place: PolicyPlace): Html {
  const { text, origin } = place;
  const name = origin?.file.split('/').at(-1) ?? '';
  if (text === undefined && origin === undefined) return html`<span class="soft">none</span>`;
  if (text === undefined) return html`<b>removed</b> <span class="soft">was <code>${name}</code></span>`;
  if (origin === undefined) return html`<b>a client’s</b>`;
  return isChanged(place)
    ? html`<b>changed</b> <span class="soft">was <code>${name}</code></span>`
    : html`<code>${name}</code>`;
}

/** Documents of the scenario that are not in force: features put them in force. */
function ofFeatures(context: LabContext): Html | undefined {
  const spare = [...context.site.documents.values()].filter(({ uses }) => uses.length === 0);
  if (spare.length === 0) return undefined;
  return html`<section><h2 class="account">Not in force</h2><p class="small soft">Features name these documents of the scenario. To try one, apply its text to a policy above.</p><ul class="spare">${spare.map(({ address, path }) => html`<li><a href="${context.link(address)}"><code>${path}</code></a></li>`)}</ul></section>`;
}
