import { specErrorNames } from '../../scenario/spec-error.ts';
import type { RecordedStep } from './run-record.ts';

/** The results of steps in the words of a record, by cucumber's names. */
export const stepResults: Readonly<Record<string, RecordedStep['result']>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  SKIPPED: 'skipped',
  UNDEFINED: 'undefined',
  AMBIGUOUS: 'undefined',
  PENDING: 'undefined',
};

/** The message of a step that no definition matches. */
export const UNDEFINED = 'no step is defined for this text';

/** The verdict on an example by the step that failed: its status, and the message that begins with the name of the error. */
export function verdictOf(status: string, message: string): 'failed' | 'broken' | 'unusable' {
  const is = (name: string) => message.startsWith(`${name}:`);
  if (status !== 'FAILED' || is(specErrorNames.mistake)) return 'unusable';
  return is(specErrorNames.broken) ? 'broken' : 'failed';
}
