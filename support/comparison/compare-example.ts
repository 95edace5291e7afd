import type { SeenOutcome } from './seen-outcome.ts';

/** How an example ended, through the gateway or past it. */
export interface SeenExample {
  readonly status: 'passed' | 'failed' | 'broken' | 'unusable' | 'skipped';
  /** What came of its request; more than one where it makes several. */
  readonly requests?: readonly SeenOutcome[] | undefined;
  readonly failure?: { readonly step: string; readonly message: string } | undefined;
  /** What the failing Then found instead of what it states, in plain words. */
  readonly instead?: string | undefined;
}

/**
 * In what way a store alone misleads: it `allows` what AWS refuses; it `refuses` what AWS allows; it refuses as AWS does, but
 * `answers` otherwise, so that whoever looks at the error learns something that is not so; or it allows as AWS does, and
 * `leaves` something else behind.
 */
export type Misleading = 'allows' | 'refuses' | 'answers' | 'leaves';

/** Where AWS and a store alone differ. */
export interface Difference {
  readonly by: Misleading;
  /** What AWS does: `denies`, `allows it`, `has it that "a.csv" is encrypted with key 2`. */
  readonly aws: string;
  /** What AWS denies: `kms:Decrypt`. */
  readonly action?: string | undefined;
  /** What AWS answers, where that is the difference: `400 AccessDeniedException`. */
  readonly answering?: string | undefined;
  /** What the store alone does: `allows it`, `has key 1`. */
  readonly alone: string;
}

/** How a store alone compares with AWS in one example. */
export type Comparison =
  | { readonly verdict: 'agrees' }
  /** One difference for each request that came out otherwise. */
  | { readonly verdict: 'misleads'; readonly differences: readonly Difference[] }
  | { readonly verdict: 'not compared'; readonly why: string };

/**
 * Compares what came of an example through the gateway with what came of it past the gateway. Only an example that holds
 * through the gateway says what AWS does, and a store that says that it does not perform something misleads nobody.
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

type Pair = readonly [SeenOutcome, SeenOutcome | undefined];

/** The first request of somebody through the gateway with the first of the same past it, and so on. */
function paired(judged: readonly SeenOutcome[], alone: readonly SeenOutcome[]): readonly Pair[] {
  const waiting = Map.groupBy(alone, ({ by }) => by);
  return judged.map((aws) => [aws, waiting.get(aws.by)?.shift()]);
}

/** Two requests that came out alike may have left different things behind, which the example's Thens look at. */
function compareWhatIsLeft({ requests = [] }: SeenExample, alone: SeenExample): Comparison {
  const { status, failure, instead } = alone;
  // Past the gateway no Then can find the reason of a refusal, since nobody gave one.
  const refused = requests.some(({ outcome }) => outcome !== 'Granted');
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

function isUnperformed(seen: SeenOutcome | undefined): seen is Extract<SeenOutcome, { outcome: 'Failed' }> {
  return seen?.outcome === 'Failed' && seen.status === 501;
}

function differenceOf(aws: SeenOutcome, alone: SeenOutcome): readonly Difference[] {
  if (isUnperformed(alone)) return [];
  if (aws.outcome === 'Granted') {
    return alone.outcome === 'Granted' ? [] : [{ by: 'refuses', aws: 'allows it', alone: inWords(alone) }];
  }
  const refusal =
    aws.outcome === 'Denied' ? { aws: 'denies', action: aws.action } : { aws: `answers ${aws.code}` };
  if (alone.outcome === 'Granted') return [{ by: 'allows', ...refusal, alone: 'allows it' }];
  if (aws.code === alone.code && aws.status === alone.status) return [];
  const answering = aws.outcome === 'Denied' ? `${aws.status} ${aws.code}` : undefined;
  return [{ by: 'answers', ...refusal, answering, alone: inWords(alone) }];
}

function inWords({ status, code, message }: Exclude<SeenOutcome, { outcome: 'Granted' }>): string {
  return `answers ${status} ${code}: ${message}`;
}
