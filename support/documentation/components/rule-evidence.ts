import { type Html, html } from '../html/html.ts';
import { countedVerdicts } from '../site/counted-verdicts.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern, SiteRule } from '../site/site.ts';
import { placeOf } from './example-link.ts';
import { triedBy } from './promises.ts';
import { verdictMark } from './standing-cell.ts';
import { stepText } from './steps.ts';

/** The most examples of a pattern that its evidence names. Above that, its rules have their numbers alone. */
const MOST_EXAMPLES = 800;

/** The rules of a pattern without a register of outcomes: their examples, and how many were allowed, denied, or failed. */
export function ruleEvidence(context: PageContext, pattern: SitePattern, rules = rulesOf(pattern)): Html {
  const others = context.site.stores.filter(({ main }) => !main);
  const number = rulesOf(pattern).reduce((sum, { examples }) => sum + examples.length, 0);
  return html`<div class="scroll near" role="group" aria-label="${pattern.title}" tabindex="0"><table class="stacks rules-tried"><thead><tr><th scope="col">rule, and its examples</th><th scope="col">tried by</th>${others.map(
    ({ name }) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${rules.map(
    (rule) =>
      html`<tr>${ruleCell(context, rule, number <= MOST_EXAMPLES)}<td data-l="tried by">${triedBy(rule)}</td>${others.map(
        ({ name }) =>
          html`<td data-l="${name}">${countedVerdicts(rule.examples, name).map(
            ([verdict, number]) =>
              html`<p>${verdictMark(verdict)} <span class="num soft">${number}</span></p>`,
          )}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** The rules of a pattern, in the order of its features. */
export function rulesOf({ features }: SitePattern): readonly SiteRule[] {
  return features.flatMap(({ rules }) => rules);
}

function ruleCell(context: PageContext, rule: SiteRule, whole: boolean): Html {
  const { name, feature, examples } = rule;
  return html`<th scope="row"><a href="${context.rule(rule)}">${stepText(name || feature.title)}</a>${
    whole &&
    html`<ul class="plain">${examples.map(
      (example) =>
        html`<li><a class="quiet" href="${context.example(example)}">${stepText(example.name)}</a> <span class="id">${placeOf(example)}</span></li>`,
    )}</ul>`
  }</th>`;
}
