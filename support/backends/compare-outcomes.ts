import type { SeenOutcome } from './seen-outcome.ts';

/** How a scenario ended, through the gateway or past it. */
export interface SeenScenario {
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

/** How a store alone compares with AWS in one scenario. */
export type Comparison =
  | { readonly verdict: 'agrees' }
  | {
      readonly verdict: 'misleads';
      readonly by: Misleading;
      /** What AWS does, and what the store alone does: `denies kms:Decrypt`, `allows it`. */
      readonly aws: string;
      readonly alone: string;
    }
  | { readonly verdict: 'not compared'; readonly why: string };

/**
 * Compares what came of a scenario through the gateway with what came of it past the gateway. Only a scenario that holds
 * through the gateway says what AWS does.
 */
export function compareOutcomes(judged: SeenScenario, alone: SeenScenario | undefined): Comparison {
  if (judged.status === 'skipped') return notCompared('it was skipped');
  if (judged.status !== 'passed') return notCompared('it does not hold through the gateway');
  if (alone === undefined) return notCompared('it was not run past the gateway');
  for (const [index, seen] of (judged.requests ?? []).entries()) {
    const past = alone.requests?.[index];
    if (past === undefined) return notCompared(whyNot(alone));
    const difference = differenceOf(seen, past);
    if (difference) return { verdict: 'misleads', ...difference };
  }
  return compareWhatIsLeft(judged, alone);
}

/** Two requests that came out alike may have left different things behind, which the scenario's Thens look at. */
function compareWhatIsLeft(
  { requests = [] }: SeenScenario,
  { status, failure, instead }: SeenScenario,
): Comparison {
  // Past the gateway no Then can find the reason of a refusal, since nobody gave one.
  const refused = requests.some(({ outcome }) => outcome !== 'Granted');
  if (status === 'passed' || (status === 'failed' && refused)) return { verdict: 'agrees' };
  if (status !== 'failed' || failure === undefined) return notCompared(whyNot({ failure }));
  return {
    verdict: 'misleads',
    by: 'leaves',
    aws: `has it that ${failure.step}`,
    alone: instead ?? 'has not',
  };
}

function notCompared(why: string): Comparison {
  return { verdict: 'not compared', why };
}

function whyNot({ failure }: Pick<SeenScenario, 'failure'>): string {
  return failure?.message.split('\n')[0] ?? 'past the gateway it made no request';
}

type Difference = Omit<Extract<Comparison, { verdict: 'misleads' }>, 'verdict'>;

function differenceOf(aws: SeenOutcome, alone: SeenOutcome): Difference | undefined {
  if (aws.outcome === 'Granted') {
    return alone.outcome === 'Granted'
      ? undefined
      : { by: 'refuses', aws: 'allows it', alone: `answers ${inWords(alone)}` };
  }
  if (alone.outcome === 'Granted') return { by: 'allows', aws: whatAwsDoes(aws), alone: 'allows it' };
  if (aws.code === alone.code && aws.status === alone.status) return undefined;
  return {
    by: 'answers',
    aws: `${whatAwsDoes(aws)} (${aws.status} ${aws.code})`,
    alone: `answers ${inWords(alone)}`,
  };
}

type Refusal = Exclude<SeenOutcome, { outcome: 'Granted' }>;

function whatAwsDoes(refusal: Refusal): string {
  return refusal.outcome === 'Denied' ? `denies ${refusal.action}` : `answers ${refusal.code}`;
}

function inWords({ status, code, message }: Refusal): string {
  return `${status} ${code}: ${message}`;
}
