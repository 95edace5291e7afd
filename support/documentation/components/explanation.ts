import { type Html, html } from '../html/html.ts';
import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';

export function explanation(
  _: PageContext,
  __: SiteExample,
  ___: RecordedRequest,
  ____: { id: string },
): Html {
  return html`<details class="explanation"><summary>…</summary></details>`;
}

export function because(_: PageContext, __: SiteExample): Html {
  return html``;
}
