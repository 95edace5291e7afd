import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedExample } from '../record/run-record.ts';
import { once } from './once.ts';
import type { Site, SiteExample } from './site.ts';

/**
 * The kinds of failures, the gravest first.
 * - `opened`: a request that must be refused was allowed.
 * - `otherwise`: a request was refused, for another reason than stated.
 * - `shut`: a request that must be allowed was refused.
 * - `different`: the request was answered as stated, and something else is not.
 * - `unusable`: the example could not be judged.
 */
export const failureKinds = ['opened', 'otherwise', 'shut', 'different', 'unusable'] as const;
/** One of {@link failureKinds}. */
export type FailureKind = (typeof failureKinds)[number];

/** The answer to a request: `failed` for one that was refused for another reason than access. */
export type Found = 'allowed' | 'denied' | 'failed';

/** An example that does not hold. */
export interface SiteFailure {
  readonly example: SiteExample;
  readonly kind: FailureKind;
  /** The answer that the failing step states; undefined if it states none. */
  readonly stated: Found | undefined;
  /** The permission that the failing step states: `kms:Decrypt`. */
  readonly action: string | undefined;
  /** The request that the failing step looked at. */
  readonly request: RecordedRequest | undefined;
  readonly found: Found | undefined;
}

/** All failures of a site, in the order of its examples. */
export const failuresOf = once(({ examples }: Site): readonly SiteFailure[] =>
  examples.filter(isFailing).map(failureOf),
);

/** True for an example that was tried and does not hold. */
export function isFailing({ verdict }: Pick<RecordedExample, 'verdict'>): boolean {
  return verdict === 'failed' || verdict === 'broken' || verdict === 'unusable';
}

/** The id of a failure on the page of what does not hold. */
export function failureId({ feature, anchor }: SiteExample): string {
  return `${feature.pattern.name}/${feature.name}/${anchor}`;
}

function failureOf(example: SiteExample): SiteFailure {
  const at = failingStep(example);
  const step = example.steps[at];
  const text = step?.text ?? '';
  const request = example.requests.findLast((candidate) => at === -1 || candidate.step <= at);
  const found = request && answerOf(request);
  const { stated, action } = statedBy(text);
  const kind = kindOf({ example, table: step?.table !== undefined, stated, found });
  return { example, kind, stated, action, request, found };
}

/** The index of the step that failed; -1 if the failure is of none. */
function failingStep({ steps, failure }: SiteExample): number {
  const failed = steps.findIndex(({ result }) => result === 'failed' || result === 'undefined');
  return failed === -1 ? steps.findIndex(({ text }) => text === failure?.step) : failed;
}

/** The answer that a step states, and the permission of a denial. Steps in other words need the request to be allowed. */
function statedBy(text: string): Pick<SiteFailure, 'stated' | 'action'> {
  const denial = /^access is denied: .*?([a-z0-9-]+:\w+)$/.exec(text);
  if (denial !== null) return { stated: 'denied', action: denial[1] };
  if (/^the request fails\b/.test(text)) return { stated: 'failed', action: undefined };
  return { stated: text === '' ? undefined : 'allowed', action: undefined };
}

/** The answer to a request. */
export function answerOf({ decisions, response, undecidable }: RecordedRequest): Found {
  if (decisions.some(({ result }) => result === 'Denied')) return 'denied';
  return undecidable !== undefined || (response?.status ?? 200) >= 400 ? 'failed' : 'allowed';
}

function kindOf({
  example: { verdict, failure },
  table,
  stated,
  found,
}: Pick<SiteFailure, 'stated' | 'found'> & {
  readonly example: Pick<SiteExample, 'verdict' | 'failure'>;
  readonly table: boolean;
}): FailureKind {
  if (verdict !== 'failed') return 'unusable';
  const cells = table ? cellKind(failure?.message ?? '') : undefined;
  if (cells !== undefined) return cells;
  if (stated === undefined || found === undefined) return 'different';
  if (stated === 'allowed') return found === 'allowed' ? 'different' : 'shut';
  return found === 'allowed' ? 'opened' : 'otherwise';
}

/**
 * The gravest difference between a table of access and what was found, from the message `… | key policy → yes | …`.
 * Undefined if the message has no such cell.
 */
function cellKind(message: string): FailureKind | undefined {
  const cells = message
    .split('\n')
    .filter((line) => line.trimStart().startsWith('|'))
    .flatMap((line) => line.split('|'))
    .flatMap((cell) => {
      const [stated, found] = cell.trim().split(' → ');
      return found === undefined ? [] : [{ stated, found }];
    });
  if (cells.length === 0) return undefined;
  if (cells.some(({ found }) => found === 'yes')) return 'opened';
  return cells.some(({ stated }) => stated === 'yes') ? 'shut' : 'otherwise';
}
