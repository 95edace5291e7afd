import { accountOf, type Principal } from '../../aws/principal.ts';
import { type Guard, guardOf } from './guard.ts';
import type { Permission } from './permission.ts';
import type { NamedPolicy, PoliciesInForce } from './policies-in-force.ts';

/** A permission, who asks for it, and every policy that bears on it. */
export interface DecisionRequest {
  readonly principal: Principal;
  readonly permission: Permission;
  readonly policies: PoliciesInForce;
}

/** A request with what every layer needs to know about it. */
export interface Case extends DecisionRequest {
  /** How the resource's own policy bears on its use. */
  readonly guard: Guard;
  readonly sameAccount: boolean;
  /** False for nobody and for services, which belong to no account. */
  readonly crossAccount: boolean;
  /** True for a user or role with a permissions boundary. */
  readonly hasBoundary: boolean;
}

/** Looks at a request once, for all layers. */
export function caseOf({ principal, permission, policies: all }: DecisionRequest): Case {
  const policies = permission.action === 'kms:RetireGrant' ? withoutResource(all) : all;
  const account = accountOf(principal);
  const sameAccount = account === permission.resourceAccount;
  const crossAccount = account !== undefined && !sameAccount;
  const hasBoundary = boundaryOf({ principal, policies }) !== undefined;
  return {
    principal,
    permission,
    policies,
    guard: guardOf(permission),
    sameAccount,
    crossAccount,
    hasBoundary,
  };
}

/**
 * "The kms:RetireGrant permission is not effective in a key policy" (KMS developer guide, "Retiring and revoking
 * grants").
 */
function withoutResource(policies: PoliciesInForce): PoliciesInForce {
  return policies.resource === undefined ? policies : { ...policies, resource: undefined };
}

/** Only users and roles have identity-based policies: the root user's side is full, nobody's and a service's empty. */
export function identityPoliciesOf({ principal, policies }: Case): readonly NamedPolicy[] {
  return isIdentity(principal) ? policies.identity : [];
}

/** Only users and roles have permissions boundaries. */
export function boundaryOf({
  principal,
  policies,
}: Pick<Case, 'principal' | 'policies'>): NamedPolicy | undefined {
  return isIdentity(principal) ? policies.boundary : undefined;
}

function isIdentity({ type }: Principal): boolean {
  return type === 'User' || type === 'AssumedRole';
}
