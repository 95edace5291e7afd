import type { RecordedExample, RecordedRule, RunRecord } from '../record/run-record.ts';

/** The most features that a folder keeps, and the most rows of a matrix. */
const MOST_FEATURES = 4;
const MOST_ROWS = 1;

/**
 * For tests: a record with a few examples of each kind. A browser then looks at every component of the pages, and at none
 * hundreds of times.
 */
export function smallRecord(record: RunRecord): RunRecord {
  const kept = new Map<string, number>();
  const features = record.features.filter(({ file }) => {
    const folder = file.slice(0, file.lastIndexOf('/'));
    kept.set(folder, (kept.get(folder) ?? 0) + 1);
    return (kept.get(folder) ?? 0) <= MOST_FEATURES;
  });
  const seen = new Set<string>();
  return {
    ...record,
    features: features.map((feature) => ({
      ...feature,
      rules: feature.rules.flatMap((rule) => fewOf(rule, seen)),
    })),
  };
}

/** A rule with the examples that show something new; none if all of it was seen. */
function fewOf(rule: RecordedRule, seen: Set<string>): readonly RecordedRule[] {
  const examples = rule.examples.filter((example) => seen.size < seen.add(kindOf(example)).size);
  if (examples.length === 0 && rule.examples.length > 1) return [];
  return [
    { ...rule, examples: (examples.length > 0 ? examples : rule.examples.slice(0, 1)).map(withFewRows) },
  ];
}

/** The parts of an example that decide which components show it. */
function kindOf({ requests, steps, changes = [], outcomes }: RecordedExample): string {
  const denial = requests.flatMap(({ decisions }) => decisions).find((decision) => decision.denial)?.denial;
  return [
    denial === undefined
      ? requests.at(-1)?.response?.code
      : `${denial.layer} ${denial.explicit} ${denial.crossAccount}`,
    steps.some(({ table }) => table),
    steps.some(({ docString }) => docString),
    changes.map(({ text, removed }) => [text === undefined, removed]).join(),
    Math.min(outcomes.length, 2),
  ].join('\n');
}

/** An example whose tables have a few rows, with the requests of these. */
function withFewRows(example: RecordedExample): RecordedExample {
  const cut = example.steps.findIndex(({ table = [] }) => table.length > MOST_ROWS + 1);
  if (cut === -1) return example;
  const steps = example.steps.map((step, index) =>
    index === cut ? { ...step, table: step.table?.slice(0, MOST_ROWS + 1) } : step,
  );
  const callers = new Set(steps[cut]?.table?.map(([who]) => who));
  const requests = example.requests.filter(({ step, caller }) => step !== cut || callers.has(caller ?? ''));
  return { ...example, steps, requests };
}
