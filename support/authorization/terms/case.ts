import { accountOf, type Principal } from '../../aws/principal.ts';
import { type Guard, guardOf } from './guard.ts';
import type { Permission } from './permission.ts';
import type { NamedPolicy, PoliciesInForce } from './policies-in-force.ts';

/** A permission, the principal that asks for it, and every policy that applies. */
export interface DecisionRequest {
  readonly principal: Principal;
  readonly permission: Permission;
  readonly policies: PoliciesInForce;
}

/** A request with the facts that every layer needs. */
export interface Case extends DecisionRequest {
  /** How the resource's own policy takes part in the decision. */
  readonly guard: Guard;
  readonly sameAccount: boolean;
  /** False for anonymous callers and for services, which belong to no account. */
  readonly crossAccount: boolean;
  /** True for a user or role with a permissions boundary. */
  readonly hasBoundary: boolean;
  /** The canonical user id of the caller's account, if policies or ACLs name such ids. */
  readonly canonicalId: string | undefined;
}

/** Works out the facts of a request once, for all layers. */
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
    canonicalId: policies.canonicalId,
  };
}

/**
 * "The kms:RetireGrant permission is not effective in a key policy" (KMS developer guide, "Retiring and revoking
 * grants").
 */
function withoutResource(policies: PoliciesInForce): PoliciesInForce {
  return policies.resource === undefined ? policies : { ...policies, resource: undefined };
}

/**
 * The identity-based policies of the caller. Only users and roles have them: the root user needs none, and an anonymous
 * caller or a service has none.
 */
export function identityPoliciesOf({ principal, policies }: Case): readonly NamedPolicy[] {
  return isIdentity(principal) ? policies.identity : [];
}

/** The permissions boundary of the caller; only users and roles have one. */
export function boundaryOf({
  principal,
  policies,
}: Pick<Case, 'principal' | 'policies'>): NamedPolicy | undefined {
  return isIdentity(principal) ? policies.boundary : undefined;
}

function isIdentity({ type }: Principal): boolean {
  return type === 'User' || type === 'AssumedRole' || type === 'FederatedUser';
}
