import { nameOf } from '../../aws/principal.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { DecisionRequest } from '../terms/case.ts';
import type { ConsideredStatement, StatementReference } from '../terms/decision.ts';
import type { Grant, GrantTerms } from '../terms/grant.ts';
import { type Permission, UNKNOWABLE } from '../terms/permission.ts';
import { atLeastAsStrict, unmetContext } from './constraints.ts';
import { namedInGrant } from './grant-index.ts';
import { gives } from './grant-operations.ts';

type Mismatch = NonNullable<ConsideredStatement['mismatch']>;

/** A principal and the permission that it asks for. */
type Question = Pick<DecisionRequest, 'principal' | 'permission'>;

/** The condition key that a SourceArn constraint compares. */
export const SOURCE_ARN = 'aws:SourceArn';

/** The reference by which decisions and explanations show a grant, which counts as a single statement. */
export function referenceToGrant({ id, name, keyArn }: Grant): StatementReference {
  const policy = `the grant ${name ? `"${name}"` : id} on the key ${keyArn}`;
  return { policy, layer: 'grant', index: 0, effect: 'Allow' };
}

/** The first element of a grant that does not match, in plain words; undefined if the grant gives the permission. */
export function mismatchOfGrant(grant: Grant, question: Question): Mismatch | undefined {
  const { principal, permission } = question;
  if (permission.action === 'kms:RetireGrant') return mismatchOfRetiring(grant, question);
  if (namedInGrant(grant.granteePrincipal, principal) === NAMED.not) {
    return { element: 'Principal', detail: `${nameOf(principal)} is not ${grant.granteePrincipal}` };
  }
  return mismatchOfTerms(grant, permission);
}

/**
 * Compares the terms of a grant with a permission, as {@link mismatchOfGrant} does, once the grantee is known to match.
 */
export function mismatchOfTerms(terms: GrantTerms, permission: Permission): Mismatch | undefined {
  const operation = operationOf(permission);
  if (!gives(terms.operations, operation)) {
    return { element: 'Action', detail: notAmong(operation, terms.operations) };
  }
  const unmet = unmetSource(terms, permission) ?? unmetBy(operation, terms, permission);
  return unmet === undefined ? undefined : { element: 'Condition', detail: unmet };
}

/** The names that may retire a grant: its retiring principal, and its grantee if RetireGrant is among its operations. */
export function retirersOf({ retiringPrincipal, granteePrincipal, operations }: Grant): readonly string[] {
  const grantee = operations.includes('RetireGrant') ? [granteePrincipal] : [];
  return retiringPrincipal === undefined ? grantee : [retiringPrincipal, ...grantee];
}

function mismatchOfRetiring(grant: Grant, { principal }: Question): Mismatch | undefined {
  const retirers = retirersOf(grant);
  if (retirers.some((name) => namedInGrant(name, principal) !== NAMED.not)) return undefined;
  if (namedInGrant(grant.granteePrincipal, principal) === NAMED.not) {
    const names = retirers.length === 0 ? [grant.granteePrincipal] : retirers;
    return { element: 'Principal', detail: `${nameOf(principal)} is not ${names.join(' or ')}` };
  }
  return { element: 'Action', detail: notAmong('RetireGrant', grant.operations) };
}

function notAmong(operation: string, operations: readonly string[]): string {
  return `${operation} is not among the operations of the grant: ${operations.join(', ')}`;
}

function unmetSource({ constraints }: GrantTerms, permission: Permission): string | undefined {
  const { sourceArn } = constraints;
  const found = sourceArnOf(permission);
  if (sourceArn === undefined || found.includes(sourceArn)) return undefined;
  return `SourceArn requires ${sourceArn}, but ${SOURCE_ARN} is ${found.join(', ') || 'absent'}`;
}

/** Encryption context constraints do not apply to DescribeKey. For CreateGrant they apply to the new grant. */
function unmetBy(operation: string, terms: GrantTerms, permission: Permission): string | undefined {
  if (operation === 'DescribeKey') return undefined;
  if (operation === 'CreateGrant') return widening(terms, permission.newGrant);
  return unmetContext(terms.constraints, permission.encryptionContext)?.detail;
}

/** The permissions of a new grant that exceed those of the grant that allows its creation. */
function widening(parent: GrantTerms, child: GrantTerms | undefined): string | undefined {
  if (child === undefined) return 'the terms of the new grant are not known';
  const beyond = child.operations.filter((operation) => !parent.operations.includes(operation));
  if (beyond.length > 0) return `the new grant would allow ${beyond.join(', ')}, which this grant does not`;
  if (atLeastAsStrict(child.constraints, parent.constraints)) return undefined;
  return 'the constraints of the new grant are less strict than those of this grant';
}

function sourceArnOf({ context }: Permission): readonly string[] {
  const values = context.get(SOURCE_ARN);
  return values === undefined || values === UNKNOWABLE ? [] : values;
}

function operationOf({ action }: Permission): string {
  return action.slice(action.indexOf(':') + 1);
}
