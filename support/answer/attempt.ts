import { observeDecisions } from '../client/observe-decisions.ts';
import type { DecisionLog, DecisionRecord } from '../gateway/record/decision-log.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Answer, Denied, Failed } from './answer.ts';

/**
 * Makes a request and returns its result.
 *
 * If the gateway answers that it cannot decide, SpecError `undecidable` is thrown. The example is then broken, and
 * never counts as denied.
 * An error without an answer, such as a failed connection, is thrown as it is.
 */
export async function attempt<T>(log: DecisionLog, request: () => Promise<T>): Promise<Answer<T>> {
  const ids: string[] = [];
  try {
    const value = await observeDecisions(ids, request);
    return { result: 'Granted', value, records: recordsOf(log, ids) };
  } catch (error) {
    return answerOf(error, recordsOf(log, ids));
  }
}

function answerOf(error: unknown, records: readonly DecisionRecord[]): Denied | Failed {
  const status = statusOf(error);
  if (!(error instanceof Error) || status === undefined) throw error;
  const { name: code, message } = error;
  const record = records.at(-1);
  if (record?.undecidable !== undefined || (status === 501 && code === 'NotImplemented')) {
    const why = record?.undecidable ?? message;
    throw new SpecError('undecidable', `the gateway cannot decide this request: ${why}`, { cause: error });
  }
  const decision = record?.decisions.at(-1);
  if (record !== undefined && decision?.result === 'Denied') {
    return { result: 'Denied', code, status, message, decision, record };
  }
  return { result: 'Failed', code, status, message, records };
}

/** The HTTP status of an SDK error; undefined if no answer arrived. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const { $metadata } = error;
  if (typeof $metadata !== 'object' || $metadata === null) return undefined;
  const status: unknown = Reflect.get($metadata, 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

function recordsOf(log: DecisionLog, ids: readonly string[]): readonly DecisionRecord[] {
  return ids.flatMap((id) => log.get(id) ?? []);
}
