import { type Html, html } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';
import { exampleIds } from './example-link.ts';
import { capitalized, prose } from './words.ts';

/** The most examples that a fact names. */
const MOST_LINKS = 100;

/** The stated facts that decisions rest on, with the examples, and the values that scenarios state. Undefined if none. */
export function assumptions(context: PageContext, patterns: readonly SitePattern[]): Html | undefined {
  const examples = patterns.flatMap(({ features }) =>
    features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples)),
  );
  const facts = Map.groupBy(
    examples.flatMap((example) => example.assumptions.map((fact) => ({ fact, example }))),
    ({ fact }) => fact,
  );
  const stated = patterns
    .flatMap(({ scenarios }) => scenarios)
    .filter(({ assumptions: values }) => Object.keys(values).length > 0);
  if (facts.size === 0 && stated.length === 0) return undefined;
  return html`${
    facts.size > 0 &&
    html`<div class="scroll near" role="group" aria-label="Stated facts" tabindex="0"><table class="stacks"><thead><tr><th scope="col">stated fact</th><th scope="col">rests on it</th></tr></thead><tbody>${[
      ...facts,
    ].map(
      ([fact, resting]) =>
        html`<tr><td>${prose(capitalized(fact))}</td><td>${exampleIds(
          context,
          resting.map(({ example }) => example),
          MOST_LINKS,
        )}</td></tr>`,
    )}</tbody></table></div>`
  }${stated.map(
    ({ file, assumptions: values }) =>
      html`<p class="near"><code>${file}</code> states ${Object.entries(values).map(
        ([key, all], index) => html`${index > 0 && ', '}<code>${key}</code>: <code>${all.join(', ')}</code>`,
      )}</p>`,
  )}`;
}
