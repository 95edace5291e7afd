import type { DecisionReport } from '../../gateway/record/decision-report.ts';

/** The example that made a request. */
export interface Origin {
  /** The feature file, relative to the project's root. */
  readonly feature: string;
  /** The line of the example, or of its row in an outline. */
  readonly line: number;
  /** The line of the example, also if it is an outline. */
  readonly firstLine: number;
  /** The name of the example. */
  readonly example: string;
  /** Outcome ids from its tags, e.g. `W03`. */
  readonly outcomes: readonly string[];
}

/** A decision that another process recorded: the last run of the specification, or a lab. */
export interface RecordedDecision extends DecisionReport {
  readonly origin?: Origin | undefined;
}

/** Reads a decision that keyhole wrote; undefined for any other text. */
export function recordedDecision(json: string): RecordedDecision | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecorded(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** True if a permission of the request was denied. */
export function isDenied({ decisions }: RecordedDecision): boolean {
  return decisions.some(({ denial }) => denial !== undefined);
}

/** True if a permission was denied, or if the refusal has a reason of another kind. */
export function hasReason(decision: RecordedDecision): boolean {
  return isDenied(decision) || decision.response?.why !== undefined;
}

function isRecorded(value: unknown): value is RecordedDecision {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'id' in value && typeof value.id === 'string' && 'decisions' in value && Array.isArray(value.decisions)
  );
}
