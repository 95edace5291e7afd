import type { RecordedExample, RunRecord } from '../../documentation/record/run-record.ts';
import type { ExampleResult } from '../spec/example-result.ts';

/** The results of the examples of a record, as a run has them. What did not run is skipped. */
export function resultsOfRecord({ features }: RunRecord): readonly ExampleResult[] {
  return features.flatMap(({ file, name, rules }) =>
    rules.flatMap(({ name: rule, examples }) =>
      examples.map((example) => resultOf(example, { uri: file, heading: { feature: name, rule } })),
    ),
  );
}

function resultOf(
  example: RecordedExample,
  place: Required<Pick<ExampleResult, 'uri' | 'heading'>>,
): ExampleResult {
  const { verdict, requests, skipped, name, line, firstLine, outcomes, seconds, reasons, failure } = example;
  const ran = { status: verdict === 'not run' ? ('skipped' as const) : verdict };
  return {
    ...{ name, line, firstLine, outcomes, seconds, reasons, failure },
    ...place,
    ...ran,
    decisions: requests.map((request) => JSON.stringify(request)),
    skipped: verdict === 'not run' ? 'it did not run' : skipped,
  };
}
