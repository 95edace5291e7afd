import { inNames, type Names } from '../../../../authorization/explain.ts';
import type { DecisionRecord } from '../../../../gateway/record/decision-log.ts';
import type { PolicyFinding } from '../../../../lab-page/policy-place.ts';

/** `Statement[0].Action (line 7, column 14): …`: the form of keyhole's detail of a refused document. */
const PLACE = /\(line (\d+), column (\d+)\)/;

/** The refusal of a record as a finding: AWS's own words, and keyhole's reason in the names of the lab; none if it was allowed. */
export function findingsOfRecord(
  { response, undecidable }: DecisionRecord,
  names: Names,
): readonly PolicyFinding[] {
  const { status, code, message = '', detail, why, remedy } = response;
  if (status < 400) return [];
  const [, line, column] = PLACE.exec(detail ?? '') ?? [];
  const told = [detail, why, remedy]
    .filter((words) => words !== undefined)
    .map((words) => inNames(words, names))
    .map((words) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`)
    .join('. ');
  return [
    {
      severity: 'refused',
      ...(undecidable === undefined && { code }),
      words: message,
      ...(told !== '' && { detail: told }),
      ...(line !== undefined && { line: Number(line), column: Number(column) }),
    },
  ];
}
