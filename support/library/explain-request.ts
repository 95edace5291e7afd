import { stripVTControlCharacters } from 'node:util';
import { explain } from '../authorization/explain.ts';
import { explainReport } from '../commands/explain/explain-report.ts';
import { decisionReport } from '../gateway/record/decision-report.ts';
import type { RecordedRequest } from './running-gateways.ts';

/** One sentence on why a request was denied; undefined if it was not. */
export function whyDenied({ record, describing }: RecordedRequest): string | undefined {
  if (record.undecidable !== undefined) return `keyhole cannot decide this: ${record.undecidable}`;
  const last = record.decisions.at(-1);
  return last?.result === 'Denied' ? explain(last, describing.names) : undefined;
}

/** The text that `keyhole explain` prints about a request, without colors. */
export function explainRequest({ record, describing }: RecordedRequest): string {
  return stripVTControlCharacters(explainReport(decisionReport(record, describing)));
}
