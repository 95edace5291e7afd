import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedStep } from '../record/run-record.ts';
import { type ChangedDocument, changedDocument } from '../site/changed-documents.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';
import { statementName } from './policy-document.ts';
import { counted, worded } from './words.ts';

/** The policies that a step of an example changed: the document that each is now, or the difference from its document. */
export function changedPolicies(context: PageContext, example: SiteExample, step: RecordedStep): Content {
  const index = example.steps.indexOf(step);
  const changes = (example.changes ?? []).filter((change) => change.step === index);
  return changes.map((change) => {
    const changed = changedDocument(context.site, change, example.scenario);
    return html`<p class="changed">${policyOf(step, changed)}${nowIs(context, changed)}</p>${textInForce(changed)}`;
  });
}

/** The policy, unless the step names it in the same words. */
function policyOf({ text }: RecordedStep, { change: { policy } }: ChangedDocument): Content {
  return !text.includes(policy) && html`${worded(policy)}: `;
}

function nowIs(context: PageContext, { change, document, lacks, gains }: ChangedDocument): Html {
  const link =
    document && html`<a href="${context.link(document.address)}"><code>${document.name}</code></a>`;
  if (change.removed === true) return html`taken away${link && html`, ${link}`}`;
  if (change.text === undefined) return link === undefined ? html`set` : html`now ${link}`;
  if (link === undefined || document === undefined) return html`now a policy that no file has`;
  const without = lacks.map(
    (statement) =>
      html`<a href="${context.link(document.address, statement.anchor)}">${statementName(statement)}</a>`,
  );
  const parts = [
    ...(without.length > 0 ? [html`without ${joined(without, ', ')}`] : []),
    ...(gains > 0 ? [html`with ${counted(gains, 'other statement')}`] : []),
  ];
  return html`now ${link}${parts.length > 0 && html` ${joined(parts, ' and ')}`}`;
}

/** The text of a policy that is not the one of a file. */
function textInForce({ change: { text } }: ChangedDocument): Content {
  if (text === undefined) return undefined;
  return html`<details class="in-force"><summary>The policy in force</summary><pre class="doc-string">${text}</pre></details>`;
}
