import type { Decision, Denied as DeniedDecision, StatementReference } from '../authorization/decision.ts';
import { explain } from '../authorization/explain.ts';
import { inWords } from './denial.ts';
import type { Outcome } from './outcome.ts';

/**
 * Says what happened and which statements made it so, for the message of a failed step.
 * `action` picks the permission that the step was about; without it all are told.
 */
export function describeOutcome(outcome: Outcome<unknown>, action?: string): string {
  switch (outcome.outcome) {
    case 'Granted':
      return describeGrant(
        outcome.records.flatMap(({ decisions }) => decisions),
        action,
      );
    case 'Denied':
      return [
        `it was denied: ${inWords(outcome.decision)}`,
        `  ${explain(outcome.decision)}`,
        ...statementsOf(outcome.decision).map((line) => `  ${line}`),
        `  answer: ${outcome.status} ${outcome.code}: ${outcome.message}`,
      ].join('\n');
    case 'Failed':
      return `it failed: ${outcome.status} ${outcome.code}: ${outcome.message}`;
  }
}

function describeGrant(decisions: readonly Decision[], action: string | undefined): string {
  const relevant = decisions.filter(({ permission }) => action === undefined || permission.action === action);
  if (relevant.length === 0) {
    const asked = decisions.map(({ permission }) => permission.action).join(', ') || 'nothing';
    return `it was allowed, and ${action ?? 'no permission'} was never asked for; asked: ${asked}`;
  }
  return relevant.map((decision) => `it was ${describeDecision(decision)}`).join('\n');
}

function describeDecision(decision: Decision): string {
  const { action, resource } = decision.permission;
  if (decision.outcome === 'Denied') return `denied: ${inWords(decision)}`;
  const by = decision.statements.map(nameOfStatement).join(' and ');
  return `allowed by ${by === '' ? 'being the root user of the account that owns the resource' : by} (${action} on ${resource})`;
}

/** The statements of the deciding layer, and what did not match in each; of an explicit deny the explanation says it all. */
function statementsOf({ statement: deciding, layer, considered }: DeniedDecision): readonly string[] {
  if (deciding !== undefined) return [];
  return considered.flatMap(({ statement, mismatch }) => {
    if (statement.layer !== layer) return [];
    const why =
      mismatch === undefined ? 'matches' : `does not match: ${mismatch.element}: ${mismatch.detail}`;
    return `${nameOfStatement(statement)} ${why}`;
  });
}

/** `statement "Allow Encryption with the key" of the key policy of the key arn:…` */
function nameOfStatement({ policy, index, sid }: StatementReference): string {
  return `statement ${sid === undefined ? `number ${index + 1}` : `"${sid}"`} of ${policy}`;
}
