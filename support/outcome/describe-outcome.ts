import { explain } from '../authorization/explain.ts';
import type { Sources } from '../authorization/statement-source.ts';
import type {
  Decision,
  Denied as DeniedDecision,
  StatementReference,
} from '../authorization/terms/decision.ts';
import { inWords } from './denial.ts';
import type { Outcome } from './outcome.ts';

/** Options of the description of a result. */
export interface Telling {
  /** The permission that the step is about; all are described without it. */
  readonly action?: string | undefined;
  /** The files of statements. */
  readonly sources?: Sources | undefined;
}

/** Describes a result for the message of a failed step: the decision, the statements behind it and their places. */
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
    return `it was allowed, and ${action ?? 'no permission'} was not decided; decided: ${asked}`;
  }
  return relevant.map((decision) => `it was ${describeDecision(decision, telling)}`).join('\n');
}

function describeDecision(decision: Decision, telling: Telling): string {
  const { action, resource } = decision.permission;
  if (decision.outcome === 'Denied') return `denied: ${inWords(decision)}`;
  const by = decision.statements.map((statement) => nameOfStatement(statement, telling)).join(' and ');
  return `allowed by ${by === '' ? 'the rule for the root user of the account that owns the resource' : by} (${action} on ${resource})`;
}

/** The statement that denied; otherwise those of the layer that denied, each with what did not match. */
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

/**
 * The name of a statement: `statement "Allow Encryption with the key" of the key policy of the key arn:…
 * (scenarios/…/key-policy.json:12)`.
 */
function nameOfStatement(statement: StatementReference, { sources }: Telling): string {
  const { policy, index, sid } = statement;
  const source = sources?.(statement);
  const place = source === undefined ? '' : ` (${source.file}:${source.line})`;
  return `statement ${sid === undefined ? `number ${index + 1}` : `"${sid}"`} of ${policy}${place}`;
}
