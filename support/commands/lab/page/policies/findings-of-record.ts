import type { DecisionRecord } from '../../../../gateway/record/decision-log.ts';
import type { PolicyFinding } from '../../../../lab-page/policy-place.ts';

/** `Statement[0].Action (line 7, column 14): …`: the form of keyhole's detail of a refused document. */
const PLACE = /\(line (\d+), column (\d+)\)/;

/** The refusal of a record as a finding, in AWS's own words; none if the request would be performed. */
export function findingsOfRecord({ response, undecidable }: DecisionRecord): readonly PolicyFinding[] {
  const { status, code, message = '', detail, why, remedy } = response;
  if (status < 400) return [];
  const [, line, column] = PLACE.exec(detail ?? '') ?? [];
  const told = [detail, why, remedy]
    .filter((words) => words !== undefined)
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
