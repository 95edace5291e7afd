import type { Denied as DeniedDecision } from '../authorization/terms/decision.ts';
import type { TrailRecord } from '../gateway/record/decision-log.ts';

/** What came of a request: a value, never an exception. */
export type Outcome<T> = Granted<T> | Denied | Failed;

/** The request was allowed, and performed. */
export interface Granted<T> {
  readonly outcome: 'Granted';
  readonly value: T;
  /** What the gateway decided on the way, oldest request first. */
  readonly records: readonly TrailRecord[];
}

/** An answer that is an error, as it was on the wire. */
interface ErrorAnswer {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** Access was refused: by a decision that the trail holds. */
export interface Denied extends ErrorAnswer {
  readonly outcome: 'Denied';
  readonly decision: DeniedDecision;
  readonly record: TrailRecord;
}

/** The request failed for a reason that is not a refusal of access: no such key, a disabled key, a bad argument. */
export interface Failed extends ErrorAnswer {
  readonly outcome: 'Failed';
  readonly records: readonly TrailRecord[];
}
