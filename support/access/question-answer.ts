import { explain, inNames, nearestStatement, titleOf } from '../authorization/explain.ts';
import type { StatementSource } from '../authorization/statement-source.ts';
import type { Decision, Layer, StatementReference } from '../authorization/terms/decision.ts';
import { assumptionOf, type Describing } from '../gateway/record/decision-report.ts';

/** A statement that decided a question, or that came nearest to allowing it. */
export interface AnswerStatement {
  readonly role: 'allows' | 'denies' | 'nearest';
  /** The policy in the names of the scenario: `the key policy of the shared key`. */
  readonly policy: string;
  readonly layer: Layer;
  readonly effect: 'Allow' | 'Deny';
  readonly sid?: string | undefined;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** The logical id or address of the resource that has the policy, if `file` is a template or a plan. */
  readonly resource?: string | undefined;
}

/** How one question was decided. */
export interface QuestionDecision {
  readonly decision: 'allowed' | 'denied' | 'undecidable';
  /** The layer that refused; absent if the question was allowed or not decided. */
  readonly layer?: Layer | undefined;
  /** True if a Deny statement refused. */
  readonly explicit?: boolean | undefined;
  readonly statements: readonly AnswerStatement[];
  readonly reason: string;
  /** The condition key without which the question cannot be decided. */
  readonly missingKey?: string | undefined;
  /** The values of the scenario that the decision rests on. */
  readonly assumption?: string | undefined;
}

/** Describes a decision by its statements and its reason. */
export function describedDecision(decision: Decision, describing: Describing): QuestionDecision {
  const assumption = assumptionOf(decision);
  const assumed = assumption === undefined ? {} : { assumption };
  if (decision.result === 'Granted') {
    const statements = decision.statements.map((one) => answerStatement('allows', one, describing));
    const reason =
      statements.length === 0
        ? 'allowed to the root user of the account that owns the resource'
        : `allowed by ${decision.statements.map((one) => statementInWords(one, describing)).join(' and ')}`;
    return { decision: 'allowed', statements, reason, ...assumed };
  }
  const { layer, explicit } = decision;
  const nearest = nearestStatement(decision)?.statement;
  const role = explicit ? 'denies' : 'nearest';
  return {
    ...{ decision: 'denied', layer, explicit },
    statements: nearest === undefined ? [] : [answerStatement(role, nearest, describing)],
    reason: explain(decision, describing.names),
    ...assumed,
  };
}

/** A statement by its title, its policy and its place in a file. */
export function answerStatement(
  role: AnswerStatement['role'],
  statement: StatementReference,
  { names, sources }: Describing,
): AnswerStatement {
  const { policy, layer, effect, sid, index } = statement;
  const source = sources(statement);
  return {
    ...{ role, policy: inNames(policy, names), layer, effect },
    ...(sid !== undefined && { sid }),
    index,
    ...placeIn(source),
  };
}

/** The file and line of a statement, in the template or plan that the scenario reads it from. */
function placeIn(source: StatementSource | undefined): Pick<AnswerStatement, 'file' | 'line' | 'resource'> {
  if (source === undefined) return {};
  const { origin, file, line } = source;
  if (origin === undefined) return { file, line };
  return {
    file: origin.file,
    ...(origin.line !== undefined && { line: origin.line }),
    resource: origin.id,
  };
}

function statementInWords(statement: StatementReference, { names }: Describing): string {
  const { layer, policy } = statement;
  return inNames(layer === 'grant' ? policy : `${titleOf(statement)} of ${policy}`, names);
}
