import type { ComparedOutcome } from '../../comparison/compare-runs.ts';
import { differenceInWords } from '../spec/alone-answers.ts';
import type { RecordedAlone } from './conformance-record.ts';

/** The record of a comparison: the outcomes in which the store alone answers as AWS does, and those in which it does not. */
export function conformanceAlone(compared: readonly ComparedOutcome[], date: Date): RecordedAlone {
  const outcomes = compared.flatMap(({ id, verdict, comparisons }) => {
    if (verdict === 'not compared') return [];
    const differences = comparisons.flatMap((one) => (one.verdict === 'misleads' ? one.differences : []));
    const how = [...new Set(differences.map(differenceInWords))];
    return [[id, { agrees: verdict === 'agrees', ...(how.length > 0 && { how }) }] as const];
  });
  return { recorded: date.toISOString().slice(0, 10), outcomes: Object.fromEntries(outcomes) };
}
