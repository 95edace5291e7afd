import { nameOf, type Principal } from '../../aws/principal.ts';
import {
  type CompiledStatement,
  compile,
  coversResource,
  principalOf,
  type Question,
} from '../compiling/compiled-policy.ts';
import { evaluateCondition } from '../conditions/compiled-condition.ts';
import { mismatchOfGrant, referenceToGrant } from '../grants/grant-mismatch.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { ConsideredStatement, StatementReference } from '../terms/decision.ts';
import { type RequestContext, UNKNOWABLE } from '../terms/permission.ts';
import type { PoliciesInForce } from '../terms/policies-in-force.ts';
import type { Condition, PrincipalElement, Statement } from '../terms/policy.ts';
import { referenceTo } from './scan.ts';

type Mismatch = NonNullable<ConsideredStatement['mismatch']>;

/**
 * Every statement of every policy in force and every grant, each with the first of its elements that did not match, in
 * plain words.
 */
export function considered(policies: PoliciesInForce, question: Question): readonly ConsideredStatement[] {
  const {
    serviceControl = [],
    resourceControl = [],
    endpoint,
    identity,
    boundary,
    session = [],
    resource,
  } = policies;
  const all = [
    ...serviceControl.flat(),
    ...resourceControl.flat(),
    ...(endpoint ? [endpoint] : []),
    ...identity,
    ...(boundary ? [boundary] : []),
    ...session,
    ...(resource ? [resource] : []),
  ];
  const statements = all.flatMap((policy) =>
    compile(policy.policy).statements.map((one) =>
      entry(referenceTo(policy, one.statement), mismatchOf(one, question)),
    ),
  );
  return [...statements, ...consideredGrants(policies, question)];
}

/** Every grant on the key; where one is to be retired, that one. */
function consideredGrants({ grants = [] }: PoliciesInForce, question: Question): ConsideredStatement[] {
  const { action, retiredGrant } = question.permission;
  const among = action === 'kms:RetireGrant' ? grants.filter(({ id }) => id === retiredGrant) : grants;
  return among.map((grant) => entry(referenceToGrant(grant), mismatchOfGrant(grant, question)));
}

function entry(statement: StatementReference, mismatch: Mismatch | undefined): ConsideredStatement {
  return mismatch === undefined ? { statement } : { statement, mismatch };
}

function mismatchOf(one: CompiledStatement, question: Question): Mismatch | undefined {
  const { statement } = one;
  const { principal, permission } = question;
  if (principalOf(statement, question) === NAMED.not) {
    return { element: 'Principal', detail: principalDetail(statement, principal) };
  }
  if (!one.coversAction(permission.action))
    return { element: 'Action', detail: actionDetail(statement, permission.action) };
  if (coversResource(one, permission) === false) {
    return { element: 'Resource', detail: resourceDetail(statement, permission.resource) };
  }
  for (const compiled of one.conditions) {
    const verdict = evaluateCondition(compiled, permission.context);
    if (verdict !== true)
      return { element: 'Condition', detail: conditionDetail(compiled.condition, permission.context) };
  }
  return undefined;
}

function principalDetail({ principal, notPrincipal }: Statement, caller: Principal): string {
  if (principal !== undefined) return `${nameOf(caller)} is not among ${list(namesIn(principal))}`;
  return `${nameOf(caller)} is excepted by NotPrincipal ${list(namesIn(notPrincipal ?? {}))}`;
}

function actionDetail({ actions, notActions }: Statement, action: string): string {
  if (actions !== undefined) return `${action} is not among ${list(actions)}`;
  return notActions === undefined
    ? 'the statement has no Action'
    : `${action} is excepted by NotAction ${list(notActions)}`;
}

function resourceDetail({ resources, notResources }: Statement, resource: string): string {
  if (resources !== undefined) return `${resource} is not among ${list(resources)}`;
  if (notResources === undefined) return 'the statement has no Resource';
  return `${resource} is excepted by NotResource ${list(notResources)}`;
}

function conditionDetail({ operator, key, values }: Condition, context: RequestContext): string {
  const found = context.get(key);
  const has =
    found === UNKNOWABLE ? 'not known' : found === undefined || found.length === 0 ? 'absent' : list(found);
  return `${operator} wants ${key} ${list(values)}, and it is ${has}`;
}

function namesIn(element: PrincipalElement): readonly string[] {
  return element === '*' ? ['*'] : Object.values(element).flat();
}

function list(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.join(', ');
}
