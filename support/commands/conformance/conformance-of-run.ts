import { ownVersion } from '../../node/own-version.ts';
import type { ExampleResult } from '../spec/example-result.ts';
import type { RecordedOutcome, RecordedRun } from './conformance-record.ts';

/** The date of a run, and the image that it ran on. */
export interface Circumstances {
  readonly date: Date;
  /** The container's image, for the backend `localstack`. */
  readonly image?: string | undefined;
}

/** Ids of grants, keys and decisions are random in each run. They would make every record differ. */
const DRAWN = /\b[0-9a-f]{64}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/g;

/** The record of a run of the whole specification: each outcome once, in the order of ids. */
export function conformanceOfRun(
  examples: readonly ExampleResult[],
  { date, image }: Circumstances,
): RecordedRun {
  const ids = [...new Set(examples.flatMap(({ outcomes }) => outcomes))].toSorted();
  const entries = ids.map((id): [string, RecordedOutcome] => [
    id,
    outcomeOf(examples.filter(({ outcomes }) => outcomes.includes(id))),
  ]);
  return {
    recorded: date.toISOString().slice(0, 10),
    versions: { keyhole: ownVersion(), node: process.versions.node, ...(image !== undefined && { image }) },
    outcomes: Object.fromEntries(entries),
  };
}

function outcomeOf(examples: readonly ExampleResult[]): RecordedOutcome {
  const reasons = distinct(examples.flatMap((example) => example.reasons));
  const why = distinct(examples.flatMap(({ skipped }) => skipped ?? []));
  return {
    result: resultOf(examples),
    examples: examples.length,
    ...(reasons.length > 0 && { reasons }),
    ...(why.length > 0 && { why }),
  };
}

function resultOf(examples: readonly ExampleResult[]): RecordedOutcome['result'] {
  if (examples.some(({ status }) => status !== 'passed' && status !== 'skipped')) return 'fail';
  return examples.some(({ status }) => status === 'skipped') ? 'skipped' : 'pass';
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replaceAll(DRAWN, '…')))];
}
