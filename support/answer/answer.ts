import type { Denied as DeniedDecision } from '../authorization/terms/decision.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';

/** The result of a request: a value, never an exception. */
export type Answer<T> = Granted<T> | Denied | Failed;

/** The request was allowed, and performed. */
export interface Granted<T> {
  readonly result: 'Granted';
  readonly value: T;
  /** The gateway's records of the requests, oldest first. */
  readonly records: readonly DecisionRecord[];
}

/** An answer that is an error, as it was on the wire. */
interface ErrorAnswer {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** Access was denied, by a decision in the gateway's log. */
export interface Denied extends ErrorAnswer {
  readonly result: 'Denied';
  readonly decision: DeniedDecision;
  readonly record: DecisionRecord;
}

/** The request failed for another reason than a denial: no such key, a disabled key, an invalid argument. */
export interface Failed extends ErrorAnswer {
  readonly result: 'Failed';
  readonly records: readonly DecisionRecord[];
}
