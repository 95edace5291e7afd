import { type Html, html, joined } from '../html/html.ts';
import { isFailing } from '../site/failures-of.ts';
import { once } from '../site/once.ts';
import type { PageContext } from '../site/page-context.ts';
import { storeName } from '../site/recorded-verdicts.ts';
import type { Site } from '../site/site.ts';
import { mark } from './marks.ts';
import { versions } from './run-extent.ts';
import { moment } from './words.ts';

/** The verdict of the run, on every page: how much holds, of what run, on which store, when, of which version. */
export function ribbon(context: PageContext): Html {
  const { site } = context;
  const { run } = site.main;
  const { id, changed } = run.commit ?? { id: '', changed: false };
  const fails = failing(site);
  return html`<aside class="run${fails && ' is-broken'}" aria-label="This run"><span>${fails && html`${mark('broken')} `}<strong>${verdict(site)}</strong></span>${rest(site)}<span>${storeName(site.main)}</span><span class="num">${moment(run.ended)}</span><span>${run.versions.keyhole === undefined ? versions(run.versions) : `keyhole ${run.versions.keyhole}`}${id !== '' && html`, commit <code>${id.slice(0, 7)}</code>${changed && ' with changes'}`}</span>${run.interrupted && html`<span>interrupted</span>`}${fails && html`<a href="${context.link('run/')}">what does not hold</a>`}<a href="${context.link('evidence/')}">evidence</a></aside>`;
}

/** True if something that was tried is not as stated. */
export const failing = once(({ examples }: Site): boolean => examples.some(isFailing));

/** The verdict of the run in words: `95 of 95 outcomes hold`. */
export const verdict = once((site: Site): string => {
  const { examples, outcomes, main } = site;
  if (main.run.dryRun) return 'not run';
  const failed = examples.filter(isFailing).length;
  const states = [...outcomes.values()].map(({ standings }) => standings[0]?.verdict);
  const broken = states.filter((state) => state === 'failed').length;
  if (broken > 0) return `${broken} of ${outcomes.size} outcomes do not hold`;
  // An example that proves no outcome can fail as well.
  if (failed > 0) return `${failed} of ${examples.length} examples do not hold`;
  if (outcomes.size > 0)
    return `${states.filter((state) => state === 'holds').length} of ${outcomes.size} outcomes hold`;
  const passed = examples.filter(({ verdict: found }) => found === 'passed').length;
  return `${passed} of ${examples.length} examples hold`;
});

/** The counts that the verdict leaves out. What was skipped or not run is never silent. */
const rest = once(({ examples, outcomes, ofOtherCommits }: Site): Html => {
  const count = (found: string) => examples.filter((example) => example.verdict === found).length;
  const still = [
    [count('skipped'), 'skipped'],
    [count('not run'), 'not run'],
    [ofOtherCommits, 'of another commit'],
  ] as const;
  const words = still.flatMap(([number, what]) =>
    number === 0 ? [] : html`<span class="tag is-still">${number} ${what}</span>`,
  );
  return html`${outcomes.size > 0 && html`<span>${examples.length} examples</span>`}${words.length > 0 && html`<span>${joined(words, ' ')}</span>`}`;
});
