import type { SeenAnswer } from './seen-answer.ts';

/** The result of an example, through the gateway or past it. */
export interface SeenExample {
  readonly status: 'passed' | 'failed' | 'broken' | 'unusable' | 'skipped';
  /** The answers to its requests; a matrix makes several. */
  readonly requests?: readonly SeenAnswer[] | undefined;
  readonly failure?: { readonly step: string; readonly message: string } | undefined;
  /** The value that the failing Then found instead of the stated one, in plain words. */
  readonly instead?: string | undefined;
}

/**
 * The way in which a store alone misleads.
 * - `allows`: it allows a request that AWS denies.
 * - `refuses`: it refuses a request that AWS allows.
 * - `answers`: it refuses like AWS, but with another error, from which a reader would learn something wrong.
 * - `leaves`: it allows like AWS, but stores something else.
 */
export type Misleading = 'allows' | 'refuses' | 'answers' | 'leaves';

/** A difference between AWS and a store alone. */
export interface Difference {
  readonly by: Misleading;
  /** AWS's behavior in words: `denies`, `allows it`, `has it that "a.csv" is encrypted with key 2`. */
  readonly aws: string;
  /** The permission that AWS denies: `kms:Decrypt`. */
  readonly action?: string | undefined;
  /** AWS's answer, if the answers differ: `400 AccessDeniedException`. */
  readonly answering?: string | undefined;
  /** The store's behavior in words: `allows it`, `has key 1`. */
  readonly alone: string;
}

/** The comparison of a store alone with AWS in one example. */
export type Comparison =
  | { readonly verdict: 'agrees' }
  /** One difference for each request that was answered differently. */
  | { readonly verdict: 'misleads'; readonly differences: readonly Difference[] }
  | { readonly verdict: 'not compared'; readonly why: string };

/**
 * Compares an example's results through the gateway and past it. Only an example that passes through the gateway shows
 * AWS's behavior. A store that answers that it does not perform an operation does not mislead.
 */
export function compareExample(judged: SeenExample, alone: SeenExample | undefined): Comparison {
  if (judged.status === 'skipped') return notCompared('it is skipped');
  if (judged.status !== 'passed') return notCompared('it does not hold through the gateway');
  if (alone === undefined) return notCompared('it was not run past the gateway');
  const pairs = paired(judged.requests ?? [], alone.requests ?? []);
  const differences = pairs.flatMap(([aws, past]) => (past === undefined ? [] : differenceOf(aws, past)));
  if (differences.length > 0) return { verdict: 'misleads', differences };
  const unperformed = pairs.map(([, past]) => past).find(isUnperformed);
  if (unperformed) return notCompared(`not performed: ${unperformed.message}`);
  if (pairs.some(([, past]) => past === undefined)) return notCompared(whyNot(alone));
  return compareWhatIsLeft(judged, alone);
}

type Pair = readonly [SeenAnswer, SeenAnswer | undefined];

/** Pairs requests by caller: the first of a caller through the gateway with its first past it, and so on. */
function paired(judged: readonly SeenAnswer[], alone: readonly SeenAnswer[]): readonly Pair[] {
  const waiting = Map.groupBy(alone, ({ by }) => by);
  return judged.map((aws) => [aws, waiting.get(aws.by)?.shift()]);
}

/** Compares what two runs left behind, by the example's Thens: answers that are alike may hide different results. */
function compareWhatIsLeft({ requests = [] }: SeenExample, alone: SeenExample): Comparison {
  const { status, failure, instead } = alone;
  // Past the gateway no Then finds the reason of a denial, since a store gives none.
  const refused = requests.some(({ result }) => result !== 'Granted');
  if (status === 'passed' || (status === 'failed' && refused)) return { verdict: 'agrees' };
  if (status !== 'failed' || failure === undefined) return notCompared(whyNot(alone));
  const found = instead === undefined ? 'has not' : `has ${instead}`;
  const difference = { by: 'leaves', aws: `has it that ${failure.step}`, alone: found } as const;
  return { verdict: 'misleads', differences: [difference] };
}

function notCompared(why: string): Comparison {
  return { verdict: 'not compared', why };
}

function whyNot({ failure }: SeenExample): string {
  const [line = ''] = failure?.message.split('\n') ?? [];
  return (
    line.replace(/^\w*(?:Error|Mistake|Example)(?: \[\w+\])?: /, '') || 'past the gateway it made no request'
  );
}

function isUnperformed(seen: SeenAnswer | undefined): seen is Extract<SeenAnswer, { result: 'Failed' }> {
  return seen?.result === 'Failed' && seen.status === 501;
}

function differenceOf(aws: SeenAnswer, alone: SeenAnswer): readonly Difference[] {
  if (isUnperformed(alone)) return [];
  if (aws.result === 'Granted') {
    return alone.result === 'Granted' ? [] : [{ by: 'refuses', aws: 'allows it', alone: inWords(alone) }];
  }
  const refusal =
    aws.result === 'Denied' ? { aws: 'denies', action: aws.action } : { aws: `answers ${aws.code}` };
  if (alone.result === 'Granted') return [{ by: 'allows', ...refusal, alone: 'allows it' }];
  if (aws.code === alone.code && aws.status === alone.status) return [];
  const answering = aws.result === 'Denied' ? `${aws.status} ${aws.code}` : undefined;
  return [{ by: 'answers', ...refusal, answering, alone: inWords(alone) }];
}

function inWords({ status, code, message }: Exclude<SeenAnswer, { result: 'Granted' }>): string {
  return `answers ${status} ${code}: ${message}`;
}
