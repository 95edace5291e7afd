import { counted, worded } from '../../documentation/components/words.ts';
import { type Content, type Html, html } from '../../documentation/html/html.ts';
import type { PolicyFinding } from '../policy-place.ts';

/** The findings about a draft: what AWS refuses, then what is doubtful. Each with its place in the document. */
export function policyFindings(findings: readonly PolicyFinding[]): Html {
  if (findings.length === 0) return html`<p class="ruling is-allowed"><b>AWS takes this document.</b></p>`;
  const refused = findings.filter(({ severity }) => severity === 'refused');
  const verdict =
    refused.length > 0
      ? html`<p class="ruling is-broken"><b>AWS refuses this.</b></p>`
      : html`<p class="ruling is-differs"><b>AWS takes this document.</b> ${counted(findings.length, 'remark')}:</p>`;
  return html`${verdict}<ul class="findings">${findings.map((finding) => html`<li data-severity="${finding.severity}">${found(finding)}</li>`)}</ul>`;
}

function found({ code, words, detail, line, column }: PolicyFinding): Html {
  const place: Content =
    line !== undefined &&
    html`<a class="place" href="#text" data-line="${line}" data-column="${column ?? 1}">line ${line}, column ${column ?? 1}</a> `;
  return html`${place}${code !== undefined && html`<code>${code}</code> `}${worded(words)}${detail !== undefined && html`<span class="why">${worded(detail)}</span>`}`;
}
