import type { Decision } from '../authorization/terms/decision.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { ConditionSamples, SampledValues } from './condition-samples.ts';

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
export type DecideClass = (when: Assignment) => Promise<Omit<ClassOutcome, 'when'>>;

/** The most classes of one question. */
const MOST = 256;

/**
 * Decides a question for every class of requests that conditions tell apart. It begins with a request of which nothing is
 * stated, and takes each class of a condition key only if the decision depends on the key.
 */
export async function exploreClasses(
  decide: DecideClass,
  samples: ConditionSamples,
): Promise<readonly ClassOutcome[]> {
  const outcomes: ClassOutcome[] = [];
  const waiting: Assignment[] = [new Map()];
  for (let when = waiting.pop(); when !== undefined; when = waiting.pop()) {
    if (outcomes.length + waiting.length > MOST) {
      const reason = `its conditions tell more than ${MOST} classes of requests apart`;
      return [...outcomes, { when, result: 'undecidable', decisions: [], reason }];
    }
    const outcome = await outcomeOf(decide, when);
    if ('result' in outcome) outcomes.push(outcome);
    else {
      const { key } = outcome;
      const values = samples.of(key).values;
      if (has(when, key) || values.length === 0)
        outcomes.push({ when, result: 'undecidable', decisions: [], reason: outcome.message });
      // The last pushed is the first taken: classes stay in the order of the samples.
      else for (const value of values.toReversed()) waiting.push(new Map([...when, [key, value]]));
    }
  }
  return outcomes;
}

async function outcomeOf(decide: DecideClass, when: Assignment): Promise<ClassOutcome | UndecidableError> {
  try {
    return { when, ...(await decide(when)) };
  } catch (error) {
    if (error instanceof UndecidableError) return error;
    throw error;
  }
}

function has(when: Assignment, key: string): boolean {
  const name = key.toLowerCase();
  return [...when.keys()].some((known) => known.toLowerCase() === name);
}
