import { type Html, html } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteDocument } from '../site/site.ts';

/** The documents that were decided, with the digests of their texts as the run read them. */
export function digests(context: PageContext, documents: readonly SiteDocument[]): Html {
  return html`<div class="scroll near" role="group" aria-label="Digests" tabindex="0"><table class="digests stacks"><thead><tr><th scope="col">file</th><th scope="col">SHA-256</th></tr></thead><tbody>${documents.map(
    ({ file, sha256, address }) =>
      html`<tr><th scope="row"><a href="${context.link(address)}"><code>${file}</code></a></th><td><code class="digest">${sha256}</code></td></tr>`,
  )}</tbody></table></div>`;
}
