import type { RunRecord } from './run-record.ts';

/**
 * The JSON of a record in pieces, a feature at a time. The record of ten thousand examples has 30 MB, and its whole text
 * would be held beside the examples.
 */
export function* recordChunks({ features, ...rest }: RunRecord): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"features":[`;
  for (const [index, feature] of features.entries())
    yield `${index === 0 ? '' : ','}${JSON.stringify(feature)}`;
  yield ']}';
}
