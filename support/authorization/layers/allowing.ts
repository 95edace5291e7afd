import { accountOf } from '../../aws/principal.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { Case } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import { byGrantOr, retiring } from './by-grant.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { bounded, identityAllow } from './sides.ts';
import { grant, unallowed } from './verdict.ts';

/** Where no layer refused: who has to allow, and did. */
export function allowing(one: Case): Decision {
  // "You cannot use AWS account root user credentials to call AssumeRole."
  if (one.guard.kind === 'trust' && one.principal.type === 'Root') return unallowed(one, one.guard.layer, []);
  if (one.permission.action === 'kms:RetireGrant') return retiring(one);
  return byGrantOr(byPolicies, one);
}

/** The resource's policy and the caller's own. */
function byPolicies(one: Case): Decision {
  const { resource } = one.policies;
  const onResource = resource === undefined ? NO_ALLOW : findAllow([resource], one);
  if (accountOf(one.principal) === undefined) return withoutAccount(one, onResource);
  return one.sameAccount ? withinAccount(one, onResource) : acrossAccounts(one, onResource);
}

/** Nobody and services have no identity side: the resource's policy alone decides. KMS and STS serve nobody at all. */
function withoutAccount(one: Case, onResource: Allow): Decision {
  const reaches = one.principal.type === 'Service' || one.guard.kind === 'default';
  if (reaches && onResource.named !== NAMED.not) return grant(one, [onResource]);
  return unallowed(one, one.guard.layer, reaches ? [onResource] : []);
}

/**
 * Within one account either side suffices, except for keys and roles: their own policy must name the caller, or hand
 * the question to the identity-based policies by naming the account.
 */
function withinAccount(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.direct) return grant(one, [onResource]);
  const guarded = one.guard.kind !== 'default';
  if (guarded && onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  // Named by its role's ARN, a session is held within the role's boundary and its session policies.
  if (onResource.named === NAMED.role) return bounded(one, [onResource], onResource);
  const onIdentity = identityAllow(one);
  if (onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onResource, onIdentity]);
  return bounded(one, guarded ? [onResource, onIdentity] : [onIdentity], onResource);
}

/** Across accounts both sides must allow: the resource's policy there, the caller's own policies here. */
function acrossAccounts(one: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.not) return unallowed(one, one.guard.layer, [onResource]);
  const onIdentity = identityAllow(one);
  if (onIdentity.named === NAMED.not) return unallowed(one, 'identity', [onIdentity]);
  return bounded(one, [onResource, onIdentity], NO_ALLOW);
}
