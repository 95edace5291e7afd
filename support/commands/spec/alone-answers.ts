import type { Difference } from '../../comparison/compare-example.ts';
import { compareExamples, type RunExample } from '../../comparison/compare-runs.ts';
import type { AloneAnswer } from '../../documentation/record/run-record.ts';

/**
 * The answers of a store alone to the examples of a comparison, for the record of the run. Examples that could not be
 * compared have none.
 */
export function aloneAnswers(
  judged: readonly RunExample[],
  alone: readonly RunExample[],
): readonly AloneAnswer[] {
  return compareExamples(judged, alone).flatMap(({ example: { uri: file, line }, comparison }) => {
    if (comparison.verdict === 'not compared') return [];
    if (comparison.verdict === 'agrees') return { file, line, agrees: true };
    return { file, line, agrees: false, how: inWords(comparison.differences) };
  });
}

/** Differences in words, each once: `allows kms:Decrypt; has key 1`. */
function inWords(differences: readonly Difference[]): string {
  return [...new Set(differences.map(differenceInWords))].join('; ');
}

/** A difference in plain words: `allows kms:Decrypt`. */
export function differenceInWords({ by, action, alone }: Difference): string {
  if (by === 'allows' && action !== undefined) return `allows ${action}`;
  return by === 'refuses' ? `refuses it: ${alone}` : alone;
}
