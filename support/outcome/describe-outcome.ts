import { explain } from '../authorization/explain.ts';
import type { Sources } from '../authorization/statement-source.ts';
import type {
  Decision,
  Denied as DeniedDecision,
  StatementReference,
} from '../authorization/terms/decision.ts';
import { inWords } from './denial.ts';
import type { Outcome } from './outcome.ts';

/** What of an outcome to tell. */
export interface Telling {
  /** The permission that the step was about; without it all are told. */
  readonly action?: string | undefined;
  /** Where statements stand. */
  readonly sources?: Sources | undefined;
}

/** Says what happened and which statements made it so, and where they stand, for the message of a failed step. */
export function describeOutcome(outcome: Outcome<unknown>, telling: Telling = {}): string {
  switch (outcome.outcome) {
    case 'Granted':
      return describeGrant(
        outcome.records.flatMap(({ decisions }) => decisions),
        telling,
      );
    case 'Denied':
      return [
        `it was denied: ${inWords(outcome.decision)}`,
        `  ${explain(outcome.decision)}`,
        ...statementsOf(outcome.decision, telling).map((line) => `  ${line}`),
        `  answer: ${outcome.status} ${outcome.code}: ${outcome.message}`,
      ].join('\n');
    case 'Failed':
      return `it failed: ${outcome.status} ${outcome.code}: ${outcome.message}`;
  }
}

function describeGrant(decisions: readonly Decision[], telling: Telling): string {
  const { action } = telling;
  const relevant = decisions.filter(({ permission }) => action === undefined || permission.action === action);
  if (relevant.length === 0) {
    const asked = decisions.map(({ permission }) => permission.action).join(', ') || 'nothing';
    return `it was allowed, and ${action ?? 'no permission'} was never asked for; asked: ${asked}`;
  }
  return relevant.map((decision) => `it was ${describeDecision(decision, telling)}`).join('\n');
}

function describeDecision(decision: Decision, telling: Telling): string {
  const { action, resource } = decision.permission;
  if (decision.outcome === 'Denied') return `denied: ${inWords(decision)}`;
  const by = decision.statements.map((statement) => nameOfStatement(statement, telling)).join(' and ');
  return `allowed by ${by === '' ? 'being the root user of the account that owns the resource' : by} (${action} on ${resource})`;
}

/** The statement that denied; else those of the refusing layer, and what did not match in each. */
function statementsOf(
  { statement: deciding, layer, considered }: DeniedDecision,
  telling: Telling,
): readonly string[] {
  if (deciding !== undefined) return [`decided by ${nameOfStatement(deciding, telling)}`];
  return considered.flatMap(({ statement, mismatch }) => {
    if (statement.layer !== layer) return [];
    const why =
      mismatch === undefined ? 'matches' : `does not match: ${mismatch.element}: ${mismatch.detail}`;
    return `${nameOfStatement(statement, telling)} ${why}`;
  });
}

/** `statement "Allow Encryption with the key" of the key policy of the key arn:… (scenarios/…/key-policy.json:12)` */
function nameOfStatement(statement: StatementReference, { sources }: Telling): string {
  const { policy, index, sid } = statement;
  const source = sources?.(statement);
  const place = source === undefined ? '' : ` (${source.file}:${source.line})`;
  return `statement ${sid === undefined ? `number ${index + 1}` : `"${sid}"`} of ${policy}${place}`;
}
