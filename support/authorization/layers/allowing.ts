import { accountOf } from '../../aws/principal.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { Case } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import { byGrantOr, retiring } from './by-grant.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { bounded, identityAllow } from './sides.ts';
import { granted, unallowed } from './verdict.ts';

/** Decides a request that no layer refused: looks for the allows that it needs. */
export function allowing(one: Case): Decision {
  // AWS STS API reference, AssumeRole: "You cannot use AWS account root user credentials to call AssumeRole."
  if (one.guard.kind === 'trust' && one.principal.type === 'Root') return unallowed(one, one.guard.layer, []);
  if (one.permission.action === 'kms:RetireGrant') return retiring(one);
  return byGrantOr(byPolicies, one);
}

/** Decides by the resource's policy and the caller's own policies. */
function byPolicies(one: Case): Decision {
  const { resource } = one.policies;
  const onResource = resource === undefined ? NO_ALLOW : findAllow([resource], one);
  if (accountOf(one.principal) === undefined) return withoutAccount(one, onResource);
  return one.sameAccount ? withinAccount(one, onResource) : acrossAccounts(one, onResource);
}

/**
 * Anonymous callers and services have no identity-based policies: the resource's policy alone decides. KMS and STS never
 * serve anonymous callers.
 */
function withoutAccount(one: Case, onResource: Allow): Decision {
  const reaches = one.principal.type === 'Service' || one.guard.kind === 'default';
  if (reaches && onResource.named !== NAMED.not) return granted(one, [onResource]);
  return unallowed(one, one.guard.layer, reaches ? [onResource] : []);
}

/**
 * Within one account an allow of either side suffices, except for KMS keys and roles. The policy of a key or role must
 * name the caller. It can also name the account, which leaves the decision to the identity-based policies.
 */
function withinAccount(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.direct) return granted(one, [onResource]);
  const guarded = one.guard.kind !== 'default';
  if (guarded && onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  // A session that the policy names by its role's ARN stays within the role's boundary and its session policies.
  if (onResource.named === NAMED.role) return bounded(one, [onResource], onResource);
  const onIdentity = identityAllow(one);
  if (onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onResource, onIdentity]);
  return bounded(one, guarded ? [onResource, onIdentity] : [onIdentity], onResource);
}

/** Across accounts both sides must allow: the resource's policy and the caller's own policies. */
function acrossAccounts(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  const onIdentity = identityAllow(one);
  if (onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onIdentity]);
  return bounded(one, [onResource, onIdentity], NO_ALLOW);
}
