import { placeOfStatement } from '../authorization/statement-source.ts';
import type { Decision } from '../authorization/terms/decision.ts';
import {
  type Describing,
  PLAIN,
  permissionReport,
  type StatementReport,
} from '../gateway/record/decision-report.ts';
import type { Answer } from './answer.ts';
import { inWords } from './denial.ts';

/** Options of the description of a result. */
export interface Telling {
  /** The permission that the step is about; all are described without it. */
  readonly action?: string | undefined;
  /** The names of things in features, and the places of statements. */
  readonly describing?: Describing | undefined;
}

/** Describes a result for the message of a failed step: the answer, then the statements behind it and their places. */
export function describeAnswer(answer: Answer<unknown>, telling: Telling = {}): string {
  switch (answer.result) {
    case 'Granted':
      return describeGrant(
        answer.records.flatMap(({ decisions }) => decisions),
        telling,
      );
    case 'Denied':
      return [
        `answered: access is denied: ${inWords(answer.decision)}`,
        ...why(answer.decision, telling),
      ].join('\n');
    case 'Failed':
      return `answered: the request fails: ${answer.status} ${answer.code}: ${answer.message}`;
  }
}

function describeGrant(decisions: readonly Decision[], telling: Telling): string {
  const { action } = telling;
  const granted = 'answered: access is granted';
  const relevant = decisions.filter(({ permission }) => action === undefined || permission.action === action);
  if (relevant.length > 0 || action === undefined)
    return [granted, ...relevant.flatMap((decision) => why(decision, telling))].join('\n');
  const asked = decisions.map(({ permission }) => permission.action).join(', ') || 'nothing';
  return `${granted}, and ${action} was not decided; decided: ${asked}`;
}

/** The statements that allowed; or the sentence of a denial, and the statement that denied or came nearest. */
function why(decision: Decision, { describing = PLAIN }: Telling): readonly string[] {
  const { action, resourceName, allowedBy = [], denial } = permissionReport(decision, describing);
  if (denial !== undefined) {
    const { sentence, explicit, nearest } = denial;
    const place = nearest && `${explicit ? 'denied by' : 'nearest'}: ${placed(nearest)}`;
    return [`because: ${sentence}`, ...(place === undefined ? [] : [place])];
  }
  const about = `${action} on ${resourceName}`;
  if (allowedBy.length === 0)
    return [`allowed by: the rule for the root user of the account that owns the resource (${about})`];
  return allowedBy.map((statement) => `allowed by: ${placed(statement)} (${about})`);
}

/** `the statement "Allow use" of the key policy of the shared key, scenarios/…/key-policy.json:12` */
function placed({ statement, policy, layer, source, mismatch }: StatementReport): string {
  const what = layer === 'grant' ? policy : `${statement} of ${policy}`;
  const place = source === undefined ? '' : `, ${placeOfStatement(source)}`;
  return `${what}${place}${mismatch === undefined ? '' : `: ${mismatch.element}: ${mismatch.detail}`}`;
}
