import { policyDocument } from '../documentation/components/policy-document.ts';
import { worded } from '../documentation/components/words.ts';
import { html } from '../documentation/html/html.ts';
import type { SiteDocument } from '../documentation/site/site.ts';
import { labFrame } from './components/lab-frame.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';

/** A policy document as the lab read it, with what it is attached to. */
export function documentPage(context: LabContext, view: LabView, document: SiteDocument): string {
  const { name, file, uses } = document;
  return labFrame(context, view, {
    title: `${name} · lab · keyhole`,
    crumbs: [{ words: 'Policies', href: context.link('policies/') }, { words: name }],
    main: html`<div class="page"><div class="title"><h1>${name}</h1><p class="lead">${uses.length === 0 ? 'Features name this document; the scenario does not use it.' : worded(uses.join(', '))}</p><p class="small soft"><code>${file}</code> as the lab read it when it started. What a client changes since then is not shown here.</p></div>${policyDocument(context, document)}</div>`,
  });
}

/** The list of a lab's policy documents. */
export function policiesPage(context: LabContext, view: LabView): string {
  const rows = [...context.site.documents.values()].map(
    (document) =>
      html`<tr><th scope="row"><a href="${context.link(document.address)}"><code>${document.path}</code></a></th><td>${worded(document.uses.join(', ') || 'named by features')}</td></tr>`,
  );
  const table = html`<div class="scroll" role="group" aria-label="Policies" tabindex="0"><table><thead><tr><th scope="col">document</th><th scope="col">use</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return labFrame(context, view, {
    title: 'Policies · lab · keyhole',
    crumbs: [{ words: 'Policies' }],
    main: html`<div class="page"><div class="title"><h1>Policies</h1></div>${rows.length > 0 ? table : html`<p>The lab is empty: it has no policy documents.</p>`}</div>`,
  });
}
