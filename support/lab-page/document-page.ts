import { policyDocument } from '../documentation/components/policy-document.ts';
import { capitalized, worded } from '../documentation/components/words.ts';
import { type Html, html } from '../documentation/html/html.ts';
import type { SiteDocument } from '../documentation/site/site.ts';
import { labFrame } from './components/lab-frame.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import { writtenDocuments } from './site-document.ts';

/** A policy document of the scenario, or one that a client wrote, as it was when it was decided on. */
export function documentPage(context: LabContext, view: LabView, document: SiteDocument): string {
  const { name, uses, address } = document;
  const isWritten = address.startsWith(writtenDocuments);
  const [policy = ''] = uses;
  const title = isWritten ? capitalized(policy.replace(/^the /, '')) : name;
  const lead = isWritten
    ? 'A document that a client wrote, as it was when a request was decided.'
    : worded(uses.join(', ') || 'Features name this document; the scenario does not use it.');
  return labFrame(context, view, {
    title: `${title} · lab · keyhole`,
    crumbs: [{ words: 'Policies', href: context.link('policies/') }, { words: title }],
    main: html`<div class="page"><div class="title"><h1>${worded(title)}</h1><p class="lead">${lead}</p><p class="small soft">${isWritten ? 'Another document may be in force by now' : fileWords(document)}: <a href="${context.link('policies/')}">the policies in force</a>, to edit.</p></div>${policyDocument(context, document)}</div>`,
  });
}

function fileWords({ file }: SiteDocument): Html {
  return html`<code>${file}</code> as the lab read it when it began. A client may have set another document since then`;
}
