import { type Html, html, joined } from '../html/html.ts';
import type { AccessAnswer } from '../site/access-answer.ts';
import type { PageContext } from '../site/page-context.ts';
import type { Change, Variant } from '../site/variants.ts';
import { mark } from './marks.ts';
import { stepText } from './steps.ts';
import { counted } from './words.ts';

/** The most variants that a page shows. */
const MOST_VARIANTS = 120;

/** The changes under each variant of a scenario, in the words of the steps that alter it. */
export function variantTable(context: PageContext, variants: readonly Variant[]): Html {
  const more = variants.length - MOST_VARIANTS;
  return html`<table class="near stacks variants"><thead><tr><th scope="col">variant</th><th scope="col">what changes</th></tr></thead><tbody>
${variants.slice(0, MOST_VARIANTS).map((variant) => row(context, variant))}</tbody></table>${more > 0 && html`<p class="small soft">${more} more in the questions</p>`}`;
}

function row(context: PageContext, { steps, changes, compared }: Variant): Html {
  const given = joined(
    steps.map((step) => stepText(step)),
    html`<br>and `,
  );
  return html`<tr><th scope="row">${given}</th><td>${changes.length} of ${counted(compared, 'answer')}<ul>${changes.map((change) => item(context, change))}</ul></td></tr>
`;
}

function item(
  context: PageContext,
  { principal, use, resource, before, after, example, request }: Change,
): Html {
  const was = joined(before.map(answer), ' or ');
  return html`<li><a href="${context.decision(example, request)}">${principal.phrase}, ${use}, ${resource.phrase}</a>: ${was} becomes ${answer(after)}</li>`;
}

function answer({ mark: name, words }: AccessAnswer): Html {
  return html`<span class="answer is-${name}">${mark(name)} ${words}</span>`;
}
