import { type Content, type Html, html, joined } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { StatedCell, StatedMatrix } from '../site/stated-matrices.ts';
import { mark } from './marks.ts';
import { stepText } from './steps.ts';

/** A matrix as a feature states it, each cell with its answer, and what was given for it. */
export function statedMatrix(context: PageContext, matrix: StatedMatrix): Html {
  const { example, step, columns, rows } = matrix;
  const given = example.steps.filter(
    (one) =>
      one.keyword !== 'Then' && one !== step && !one.parameters.some(({ type }) => type === 'scenario'),
  );
  const ids = example.outcomes.flatMap((id) => context.site.outcomes.get(id) ?? []);
  const links = ids.map(
    (outcome) => html`<a class="id" href="${context.outcome(outcome)}">${outcome.id}</a>`,
  );
  return html`<section class="stated"><h3><a class="quiet" href="${context.example(example)}">${stepText(example.name)}</a> ${joined(links, ' ')}</h3>
${
  given.length > 0 &&
  html`<p class="small soft">${joined(
    given.map(({ text }) => stepText(text)),
    '; ',
  )}</p>`
}
<div class="scroll near" role="group" aria-label="${example.name}" tabindex="0"><table class="matrix access" style="--n: ${columns.length}"><caption class="visually-hidden">${step.text}</caption>
<thead><tr><th scope="col">who</th>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({
      who,
      cells,
    }) => html`<tr><th scope="row">${who}</th>${cells.map((cell, index) => statedCell(context, matrix, cell, `${who}, ${columns[index] ?? ''}`))}</tr>
`,
  )}</tbody></table></div></section>`;
}

function statedCell(
  context: PageContext,
  { example }: StatedMatrix,
  { words, answer, request }: StatedCell,
  of: string,
): Html {
  if (
    answer === undefined ||
    request === undefined ||
    example.verdict === 'skipped' ||
    example.verdict === 'not run'
  )
    return html`<td class="not-run"><span class="cell">${words}</span></td>`;
  const broken = example.verdict !== 'passed' && answer.words !== words;
  const name = broken ? 'broken' : answer.mark;
  const shown: Content = broken ? html`<b>failed</b>: stated ${words}, found ${answer.words}` : words;
  const said = broken
    ? `failed, stated ${words}, found ${answer.words}`
    : `${answer.mark === 'denied' ? 'denied, ' : ''}${words}`;
  return html`<td class="${name}"><a class="is-${name}" href="${context.decision(example, request)}" aria-label="${of}: ${said}">${mark(name)}<span>${shown}</span></a></td>`;
}
