import { nameOf, type Principal } from '../../aws/principal.ts';
import { comparedAcl, mismatchOfAclGrant, referenceToAclGrant } from '../acls/acl-mismatch.ts';
import { compile } from '../compiling/compiled-policy.ts';
import {
  type CompiledStatement,
  coversResource,
  principalOf,
  type Question,
} from '../compiling/compiled-statement.ts';
import { evaluateCondition } from '../conditions/compiled-condition.ts';
import { mismatchOfGrant, referenceToGrant } from '../grants/grant-mismatch.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import { conditionInWords } from '../terms/condition-words.ts';
import type { ConsideredStatement, StatementReference } from '../terms/decision.ts';
import { type RequestContext, UNKNOWABLE } from '../terms/permission.ts';
import type { PoliciesInForce } from '../terms/policies-in-force.ts';
import type { Condition, PrincipalElement, Statement } from '../terms/policy.ts';
import { referenceTo } from './scan.ts';

type Mismatch = NonNullable<ConsideredStatement['mismatch']>;

/**
 * Lists every statement of every policy in force, and every grant of the key or of the ACL. Each comes with its first
 * element that did not match, in plain words.
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
    compile(policy.policy).statements.map((compiled) =>
      entry(referenceTo(policy, compiled.statement), mismatchOf(compiled, question)),
    ),
  );
  return [...statements, ...consideredGrants(policies, question), ...consideredAclGrants(policies, question)];
}

/** Every grant of the ACL that could give the action, and of no other. */
function consideredAclGrants(
  { acls }: PoliciesInForce,
  { principal, permission, canonicalId }: Question,
): ConsideredStatement[] {
  if (acls === undefined) return [];
  const asked = comparedAcl(acls, permission.action, canonicalId);
  if (asked === undefined) return [];
  const { acl } = asked;
  const { ignorePublicAcls } = acls;
  const caller = { principal, canonicalId };
  return acl.grants.map((grant, index) =>
    entry(referenceToAclGrant(acl, index), mismatchOfAclGrant(grant, asked, { caller, ignorePublicAcls })),
  );
}

/** Every grant on the key; for kms:RetireGrant only the grant to retire. */
function consideredGrants({ grants = [] }: PoliciesInForce, question: Question): ConsideredStatement[] {
  const { action, retiredGrant } = question.permission;
  const among = action === 'kms:RetireGrant' ? grants.filter(({ id }) => id === retiredGrant) : grants;
  return among.map((grant) => entry(referenceToGrant(grant), mismatchOfGrant(grant, question)));
}

function entry(statement: StatementReference, mismatch: Mismatch | undefined): ConsideredStatement {
  return mismatch === undefined ? { statement } : { statement, mismatch };
}

function mismatchOf(compiled: CompiledStatement, question: Question): Mismatch | undefined {
  const { statement } = compiled;
  const { principal, permission } = question;
  if (principalOf(statement, question) === NAMED.not) {
    return { element: 'Principal', detail: principalDetail(statement, principal) };
  }
  if (!compiled.coversAction(permission.action))
    return { element: 'Action', detail: actionDetail(statement, permission.action) };
  if (coversResource(compiled, permission) === false) {
    return { element: 'Resource', detail: resourceDetail(statement, permission.resource) };
  }
  for (const condition of compiled.conditions) {
    const verdict = evaluateCondition(condition, permission.context);
    if (verdict === true) continue;
    const { context } = permission;
    const needsAbac = context.withoutAbac?.(condition.condition.key) !== undefined;
    const detail = conditionDetail(condition.condition, context);
    return { element: 'Condition', detail, ...(needsAbac && { needsAbac }) };
  }
  return undefined;
}

function principalDetail({ principal, notPrincipal }: Statement, caller: Principal): string {
  if (principal !== undefined) return isNot(nameOf(caller), namesIn(principal).map(withMeaning));
  return `${nameOf(caller)} is excepted by NotPrincipal ${list(namesIn(notPrincipal ?? {}))}`;
}

function actionDetail({ actions, notActions }: Statement, action: string): string {
  if (actions !== undefined) return doesNotMatch(action, actions);
  return notActions === undefined
    ? 'the statement has no Action'
    : `${action} is excepted by NotAction ${list(notActions)}`;
}

function resourceDetail({ resources, notResources }: Statement, resource: string): string {
  if (resources !== undefined) return doesNotMatch(resource, resources);
  if (notResources === undefined) return 'the statement has no Resource';
  return `${resource} is excepted by NotResource ${list(notResources)}`;
}

function conditionDetail(condition: Condition, context: RequestContext): string {
  const required = `${condition.operator} requires that ${conditionInWords(condition)}, but it is ${valueIn(condition.key, context)}`;
  const variables = condition.values.flatMap((value) => [...value.matchAll(VARIABLE)]);
  const values = new Map(variables.map(([name, key = '']) => [name, valueIn(key, context)]));
  return [required, ...[...values].map(([name, value]) => `${name} is ${value}`)].join(', and ');
}

/** A policy variable with its key: `${aws:PrincipalTag/project}`. The variables for single characters have none. */
const VARIABLE = /\$\{([A-Za-z][^{},]{0,200})(?:,[^{}]{0,200})?\}/g;

function valueIn(key: string, context: RequestContext): string {
  const found = context.get(key);
  if (found === UNKNOWABLE) return 'not known';
  if (found !== undefined && found.length > 0) return list(found);
  const tag = context.withoutAbac?.(key);
  return tag === undefined
    ? 'absent'
    : `absent: the bucket has this tag, with the value ${tag}, but ABAC is not enabled for it`;
}

/** The words after a unique id in a policy. */
export const OF_DELETED = '(the id of a deleted ';

/**
 * A principal as policies show it, and what a unique id means there: AWS shows one if its user or role was deleted.
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
function withMeaning(name: string): string {
  const [, kind] = /^A(ROA|IDA)[A-Z0-9]+$/.exec(name) ?? [];
  return kind === undefined ? name : `${name} ${OF_DELETED}${kind === 'ROA' ? 'role' : 'user'})`;
}

function isNot(name: string, names: readonly string[]): string {
  return names.length === 1 ? `${name} is not ${names[0]}` : `${name} is not among ${list(names)}`;
}

function doesNotMatch(name: string, patterns: readonly string[]): string {
  return patterns.length === 1
    ? `${name} does not match ${patterns[0]}`
    : `${name} is not among ${list(patterns)}`;
}

function namesIn(element: PrincipalElement): readonly string[] {
  return element === '*' ? ['*'] : Object.values(element).flat();
}

function list(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.map((value) => (value === '' ? '""' : value)).join(', ');
}
