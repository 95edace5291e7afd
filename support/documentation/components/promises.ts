import { type Content, type Html, html } from '../html/html.ts';
import type { Address } from '../site/addresses.ts';
import { evidenceAddress } from '../site/evidence-addresses.ts';
import { firstRefusal } from '../site/explained-requests.ts';
import { outcomeAnchor } from '../site/outcome-anchor.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteOutcome, SitePattern, SiteRule } from '../site/site.ts';
import { because } from './because.ts';
import { mark } from './marks.ts';
import { answerBefore, stepText } from './steps.ts';
import { prose } from './words.ts';

/** The most outcomes of a kind, and the most rules, that a page lists. */
const MOST_LISTED = 150;

/** The promises of a pattern, and its limits: its outcomes, or its rules if no register is kept. */
export function promises(context: PageContext, pattern: SitePattern): Html {
  if (pattern.outcomes.length === 0) return rulesAsPromises(context, pattern);
  const gives = pattern.outcomes.filter(({ limit }) => !limit);
  const limits = pattern.outcomes.filter(({ limit }) => limit);
  return html`<div class="sides"><section><h2 class="head">What the pattern gives</h2>${outcomeList(context, gives)}</section>
${limits.length > 0 && html`<section class="beside"><h2 class="head">What it does not give</h2>${outcomeList(context, limits)}</section>`}</div>`;
}

function outcomeList(context: PageContext, outcomes: readonly SiteOutcome[]): Html {
  const shown = outcomes.slice(0, MOST_LISTED);
  return html`<ul class="promises">${shown.map((outcome) => {
    const [first] = outcome.examples;
    const href =
      first === undefined ? context.outcome(outcome) : context.link(first.address, outcomeAnchor(outcome.id));
    return html`<li><a class="id" href="${href}">${outcome.id}</a><span>${prose(outcome.statement)}${standing(outcome)}${reason(context, outcome)}</span></li>`;
  })}</ul>${rest(context, outcomes.slice(MOST_LISTED)[0]?.evidence, outcomes.length - shown.length)}`;
}

/** The statements that make an outcome so: by the first example that was allowed, and by the first that was denied. */
function reason(context: PageContext, { examples }: SiteOutcome): Content {
  const passed = examples.filter(({ verdict, requests }) => verdict === 'passed' && requests.length > 0);
  const denied = passed.find((example) => firstRefusal(example) !== undefined);
  const allowed = passed.find((example) => firstRefusal(example) === undefined);
  const proofs = passed.filter((example) => example === denied || example === allowed);
  return (
    proofs.length > 0 && html`<span class="by">${proofs.map((example) => because(context, example))}</span>`
  );
}

/** A link to the evidence, which lists what a page has no room for. */
function rest(context: PageContext, evidence: Address | undefined, number: number): Content {
  return (
    evidence !== undefined &&
    html`<p class="near"><a href="${context.link(evidence)}">${number} more, in the evidence</a></p>`
  );
}

/** The verdict on an outcome, unless it holds. */
function standing({ standings: [main] }: SiteOutcome): Html {
  if (main === undefined || main.verdict === 'holds') return html``;
  return main.verdict === 'failed'
    ? html` <span class="tag is-broken">failed</span>`
    : html` <span class="tag is-still">${main.verdict}</span>`;
}

function rulesAsPromises(context: PageContext, pattern: SitePattern): Html {
  const rows = pattern.features.flatMap(({ rules, title }) => rules.map((rule) => ({ rule, title })));
  const shown = rows.slice(0, MOST_LISTED);
  const evidence = rows.length > shown.length ? evidenceAddress(pattern.name) : undefined;
  return html`<section><h2>What holds</h2><div class="scroll near" role="group" aria-label="Rules" tabindex="0"><table class="stacks"><thead><tr><th scope="col">rule</th><th scope="col">tried by</th></tr></thead><tbody>${shown.map(
    ({ rule, title }) =>
      html`<tr><th scope="row"><a href="${context.rule(rule)}">${stepText(rule.name || title)}</a></th><td>${triedBy(rule)}</td></tr>`,
  )}</tbody></table></div>${rest(context, evidence, rows.length - shown.length)}</section>`;
}

/** How many examples of a rule were allowed, denied, or failed; what broke or did not run first. */
export function triedBy({ examples }: SiteRule): Html {
  const count = (matches: (example: SiteRule['examples'][number]) => boolean) =>
    examples.filter(matches).length;
  const broken = count(({ verdict }) => ['failed', 'broken', 'unusable'].includes(verdict));
  const still = (['skipped', 'not run'] as const).map(
    (verdict) => [verdict, count((example) => example.verdict === verdict)] as const,
  );
  const passed = examples.filter(({ verdict }) => verdict === 'passed');
  const answers = (['allowed', 'denied', 'failed'] as const).map(
    (answer) =>
      [
        answer,
        passed.filter((example) => answerBefore(example, example.steps.length) === answer).length,
      ] as const,
  );
  return html`<span class="answers">${broken > 0 && html`<span class="tag is-broken">${broken} failed</span>`}${answers.map(
    ([answer, number]) =>
      number > 0 &&
      html`<span class="answer is-${answer}">${mark(answer)} ${number} ${answer === 'failed' ? 'fails' : answer}</span>`,
  )}${still.map(([verdict, number]) => number > 0 && html`<span class="tag is-still">${number} ${verdict}</span>`)}</span>`;
}
