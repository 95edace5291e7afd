import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { SiteExample } from './site.ts';

/**
 * The data attributes by which the browser filters an example, without `data-`: accounts of callers, permissions that were
 * decided, tags, verdicts. Spaces separate values; a space within a value is a no-break space.
 */
export function filterData(example: SiteExample): Record<string, string> {
  const accounts = accountsById(example);
  const callers = example.requests.map(({ principal }) => callerOf(principal, accounts));
  const actions = example.requests.flatMap(({ decisions }) => decisions.map(({ action }) => action));
  return Object.fromEntries(
    Object.entries({
      account: callers,
      action: actions,
      tag: example.tags,
      verdict: verdictsOf(example),
    }).map(([name, values]) => [name, valuesOf(values)]),
  );
}

/** The verdicts by which an example is found: what its last request was answered, and how the example ended. */
export function verdictsOf({ requests, verdict }: SiteExample): readonly string[] {
  const last = requests.at(-1);
  const answer = last === undefined ? [] : [answerOf(last)];
  if (verdict === 'passed') return answer;
  return [...answer, verdict === 'skipped' || verdict === 'not run' ? verdict : 'failed'];
}

function answerOf({ decisions, undecidable, response }: RecordedRequest): string {
  if (undecidable !== undefined) return 'undecidable';
  if (decisions.some(({ result }) => result === 'Denied')) return 'denied';
  return (response?.status ?? 0) < 400 ? 'allowed' : 'fails';
}

/** The account of a caller by its name in the scenario; what the record says of a caller that is of none. */
function callerOf(principal: string | undefined, accounts: ReadonlyMap<string, string>): string {
  if (principal === undefined) return 'anonymous';
  const [, id] = /^arn:[^:]*:[^:]*:[^:]*:(\d+):/.exec(principal) ?? [];
  return id === undefined ? principal : (accounts.get(id) ?? id);
}

function accountsById({ feature, scenario }: SiteExample): ReadonlyMap<string, string> {
  const used = feature.pattern.scenarios.find(({ name }) => name === scenario);
  return new Map((used?.accounts ?? []).map(({ id, name }) => [id, name]));
}

function valuesOf(values: readonly string[]): string {
  return [...new Set(values)].map((value) => value.replaceAll(/\s/g, '\u00a0')).join(' ');
}
