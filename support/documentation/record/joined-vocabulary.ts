import type { RecordedStepDefinition } from './recorded-step-definition.ts';
import type { RunRecord } from './run-record.ts';

/** The vocabulary of a run from those of its parts: uses are added, and the shortest example of all stays. */
export function joinedVocabulary(records: readonly RunRecord[]): RunRecord['steps'] {
  const known = new Map<string, RecordedStepDefinition>();
  for (const { steps = [] } of records)
    for (const step of steps) {
      const key = JSON.stringify([step.noun, step.expression]);
      const earlier = known.get(key);
      known.set(key, earlier === undefined ? step : joined(earlier, step));
    }
  return records.every(({ steps }) => steps === undefined) ? undefined : [...known.values()];
}

function joined(one: RecordedStepDefinition, other: RecordedStepDefinition): RecordedStepDefinition {
  const [example] = [one.example, other.example]
    .filter((candidate) => candidate !== undefined)
    .toSorted((a, b) => a.text.length - b.text.length || byPlace(a, b));
  return { ...one, uses: one.uses + other.uses, example };
}

type Use = NonNullable<RecordedStepDefinition['example']>;

/** A run keeps the first of several shortest uses. */
function byPlace(one: Use, other: Use): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line;
}
