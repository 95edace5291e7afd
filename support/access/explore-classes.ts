import type { Decision } from '../authorization/terms/decision.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { SampledValues, SamplesOfKeys } from './condition-samples.ts';

/** The condition keys of a class of requests, as AWS writes them; an undefined value stands for an absent key. */
export type Assignment = ReadonlyMap<string, SampledValues>;

/** The decisions of a class of requests: every permission is granted, or the last one is denied. */
export interface ClassOutcome {
  readonly when: Assignment;
  readonly result: 'allowed' | 'denied' | 'undecidable';
  readonly decisions: readonly Decision[];
  /** Why it is not decided, or why it is denied although no permission is. */
  readonly reason?: string | undefined;
}

/** Decides a class of requests. Throws UndecidableError if the decision depends on a further condition key. */
export type DecideClass<Outcome> = (when: Assignment) => Promise<Outcome>;

/** The most classes of one question. */
const MOST = 256;

/** How the classes of a question are explored. */
interface Exploring<Outcome> {
  readonly samples: SamplesOfKeys;
  /** The outcome of a class that cannot be decided, for a reason. */
  readonly undecided: (reason: string) => Outcome;
  /** True for an outcome after which no further class is decided. */
  readonly isEnough?: (outcome: Outcome) => boolean;
}

/**
 * Decides a question for every class of requests that conditions tell apart. It begins with a request of which nothing is
 * stated. It takes the classes of a condition key only if the decision depends on the key.
 */
export async function exploreClasses<Outcome extends object>(
  decide: DecideClass<Outcome>,
  { samples, undecided, isEnough = () => false }: Exploring<Outcome>,
): Promise<readonly (Outcome & { readonly when: Assignment })[]> {
  const outcomes: (Outcome & { readonly when: Assignment })[] = [];
  const waiting: Assignment[] = [new Map()];
  for (let when = waiting.pop(); when !== undefined; when = waiting.pop()) {
    if (outcomes.length + waiting.length > MOST) {
      const reason = `its conditions tell more than ${MOST} classes of requests apart`;
      return [...outcomes, { when, ...undecided(reason) }];
    }
    const outcome = await outcomeOf(decide, when);
    if (!(outcome instanceof UndecidableError)) {
      outcomes.push({ when, ...outcome });
      if (isEnough(outcome)) return outcomes;
    } else if (isExhausted(outcome, when, samples)) outcomes.push({ when, ...undecided(outcome.message) });
    else {
      const { key } = outcome;
      // The last pushed is the first taken: classes stay in the order of the samples.
      for (const value of samples.of(key).values.toReversed()) waiting.push(new Map([...when, [key, value]]));
    }
  }
  return outcomes;
}

/**
 * The class that gives the reason for a result. Of denials it is the one with most permissions granted before it; of other results,
 * the first.
 */
export function toldClass(
  classes: readonly ClassOutcome[],
  wanted: ClassOutcome['result'],
): ClassOutcome | undefined {
  const found = classes.filter(({ result }) => result === wanted);
  const most = Math.max(...found.map(passed));
  return wanted === 'denied' ? found.find((one) => passed(one) === most) : found[0];
}

/** The number of permissions of a class that were granted. */
function passed({ decisions }: ClassOutcome): number {
  return decisions.filter(({ result }) => result === 'Granted').length;
}

/** The outcome of a class of one question that cannot be decided. */
export function undecidedClass(reason: string): Omit<ClassOutcome, 'when'> {
  return { result: 'undecidable', decisions: [], reason };
}

async function outcomeOf<Outcome>(
  decide: DecideClass<Outcome>,
  when: Assignment,
): Promise<Outcome | UndecidableError> {
  try {
    return await decide(when);
  } catch (error) {
    if (error instanceof UndecidableError) return error;
    throw error;
  }
}

/** True if no further class of the key helps: it is stated already, or no condition tells its values apart. */
export function isExhausted({ key }: UndecidableError, when: Assignment, samples: SamplesOfKeys): boolean {
  const name = key.toLowerCase();
  const isStated = [...when.keys()].some((known) => known.toLowerCase() === name);
  return isStated || samples.of(key).values.length === 0;
}
