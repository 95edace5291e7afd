import { type Html, html } from '../html/html.ts';
import { differingSteps } from '../site/counterparts.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample, SiteFeature, SiteRule } from '../site/site.ts';
import { changedPolicies } from './changed-policies.ts';
import { example } from './example.ts';
import { paragraphs } from './paragraphs.ts';
import { argument, stepText } from './steps.ts';

/** How the rules of a feature are shown. */
export interface RulesShown {
  /** The level of the headings of rules. */
  readonly level: 2 | 3;
  /** True on the page of the feature itself. */
  readonly inPlace: boolean;
}

/** The rules of a feature with their examples beside each other. */
export function rules(context: PageContext, feature: SiteFeature, how: RulesShown): Html {
  return html`${background(context, feature)}${feature.rules.map((rule) => ruleSection(context, rule, how))}`;
}

function ruleSection(context: PageContext, rule: SiteRule, { level, inPlace }: RulesShown): Html {
  const id = inPlace && rule.anchor;
  const title = stepText(rule.name);
  const heading = level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
  const { examples } = rule;
  const shown = ruleExamples(context, rule, {
    examples,
    level: rule.name === '' || level === 2 ? 3 : 4,
    inPlace,
  });
  return html`<section class="rule"${id !== false && id !== '' && html` id="${id}"`}>${rule.name !== '' && heading}${paragraphs(rule.description)}${shown}</section>`;
}

/** Examples of a rule beside each other: all of them, or those of a page. */
export function ruleExamples(
  context: PageContext,
  rule: SiteRule,
  {
    examples,
    level,
    inPlace = true,
  }: { readonly examples: readonly SiteExample[]; readonly level: 3 | 4; readonly inPlace?: boolean },
): Html {
  const differs = differingSteps(rule);
  const shown = examples.map((one) => example(context, one, { differs: differs.get(one), level, inPlace }));
  return html`<div class="examples">${shown}</div>`;
}

/** The steps that each example of a feature begins with, apart from the one that names its scenario. */
export function background(context: PageContext, { rules: all }: SiteFeature): Html {
  const [first] = all.flatMap(({ examples }) => examples);
  const shared = (first?.steps ?? []).filter(
    (step) => step.background && !step.parameters.some(({ type }) => type === 'scenario'),
  );
  if (shared.length === 0) return html``;
  return html`<div class="background"><p class="label">Each example begins with</p><ol class="steps">${shared.map((step, index) => html`<li><b>${index === 0 ? 'Given' : step.keyword}</b><div>${stepText(step.text)}${argument(step)}${first !== undefined && changedPolicies(context, first, step)}</div></li>`)}</ol></div>`;
}
