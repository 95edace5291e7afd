import type { RecordedFeature, RunRecord } from './run-record.ts';

/** A record whose features are made one at a time. */
export interface StreamedRecord extends Omit<RunRecord, 'features'> {
  readonly features: Iterable<RecordedFeature>;
}

/**
 * The JSON of a record in pieces, a feature at a time. The record of ten thousand examples has 30 MB, and its whole text
 * would be held beside the examples.
 */
export function* recordChunks({ features, ...rest }: StreamedRecord): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"features":[`;
  let separator = '';
  for (const feature of features) {
    yield `${separator}${JSON.stringify(feature)}`;
    separator = ',';
  }
  yield ']}';
}
