import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedStep } from '../record/run-record.ts';
import type { SiteExample } from '../site/site.ts';
import { type Mark, mark } from './marks.ts';

/** A quoted text, or a permission, within a step. */
const SET_APART = /"([^"\n]*)"|\b(?:s3|kms|iam|sts|secretsmanager|dynamodb):[A-Za-z]+\*?/g;

/** The text of a step: quoted texts and permissions are set in the typeface of documents. */
export function stepText(text: string): Html {
  const parts: Content[] = [];
  let end = 0;
  for (const { 0: found, 1: quoted, index } of text.matchAll(SET_APART)) {
    parts.push(
      text.slice(end, index),
      quoted === undefined ? html`<code>${found}</code>` : html`<q>“${quoted}”</q>`,
    );
    end = index + found.length;
  }
  return joined([...parts, text.slice(end)], '');
}

/** The steps of an example as a list. `differs` is the step in which it differs from its counterpart; `beneath` is shown below a step. */
export function steps(
  example: SiteExample,
  differs: RecordedStep | undefined,
  beneath: (step: RecordedStep) => Content = () => undefined,
): Html {
  const own = example.steps.filter(({ background }) => !background);
  const items = own.map((step) =>
    stepItem(example, step, { differs: step === differs, beneath: beneath(step) }),
  );
  return html`<ol class="steps">${items}</ol>`;
}

function stepItem(
  example: SiteExample,
  step: RecordedStep,
  { differs, beneath }: { readonly differs: boolean; readonly beneath: Content },
): Html {
  const states = statesAnswer(example, step);
  const classes = [differs && 'differs', states && 'outcome'].filter(Boolean).join(' ');
  return html`<li${classes !== '' && html` class="${classes}"`}><b>${step.keyword}</b><div>${states && answerMark(example, step)}${stepText(step.text)}${argument(step)}${beneath}</div></li>`;
}

/** The table or the text below a step. */
export function argument({ table, docString }: RecordedStep): Content {
  if (docString !== undefined) return html`<pre class="doc-string">${docString}</pre>`;
  const [head, ...rows] = table ?? [];
  if (head === undefined) return undefined;
  const cells = (row: readonly string[]) => row.map((cell) => html`<td>${stepText(cell)}</td>`);
  return html`<div class="scroll" role="group" aria-label="Table of the step" tabindex="0"><table class="step-table"><thead><tr>${head.map((cell) => html`<th scope="col">${stepText(cell)}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`;
}

/** True for the step that says how the request was answered: the first Then after a When. */
function statesAnswer({ steps: all }: SiteExample, step: RecordedStep): boolean {
  return all.includes(step) && step.keyword === 'Then';
}

/** The mark of the answer that a step looks at. Undefined if the step was not executed. */
function answerMark(example: SiteExample, step: RecordedStep): Content {
  if (step.result === 'skipped' || step.result === 'not run') return undefined;
  if (step.result !== 'passed') return html`<span class="is-broken">${mark('broken')}</span> `;
  const found = answerBefore(example, example.steps.indexOf(step));
  return found !== undefined && html`<span class="is-${found}">${mark(found)}</span> `;
}

/** The answer to the last request up to a step: `failed` for one that AWS refuses for another reason than access. */
export function answerBefore(
  { requests }: SiteExample,
  step: number,
): Extract<Mark, 'allowed' | 'denied' | 'failed'> | undefined {
  const request = requests.findLast((candidate) => candidate.step <= step);
  if (request === undefined) return undefined;
  if (request.decisions.some(({ result }) => result === 'Denied')) return 'denied';
  return (request.response?.status ?? 200) >= 400 || request.undecidable !== undefined ? 'failed' : 'allowed';
}
