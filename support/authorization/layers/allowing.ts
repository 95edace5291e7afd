import { accountOf } from '../../aws/principal.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { Case } from '../terms/case.ts';
import type { Decision } from '../terms/decision.ts';
import { byAclsOr } from './by-acl.ts';
import { byGrantOr, retiring } from './by-grant.ts';
import { byInitiatorOr } from './by-initiator.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { bounded, identityAllow } from './sides.ts';
import { granted, unallowed } from './verdict.ts';

/** Decides a request that no layer refused: looks for the allows that it needs. */
export function allowing(request: Case): Decision {
  // AWS STS API reference, AssumeRole: "You cannot use AWS account root user credentials to call AssumeRole."
  if (request.guard.kind === 'trust' && request.principal.type === 'Root')
    return unallowed(request, request.guard.layer, []);
  if (request.permission.action === 'kms:RetireGrant') return retiring(request);
  return byGrantOr(byPoliciesAndAcls, request);
}

function byPoliciesAndAcls(request: Case): Decision {
  return byInitiatorOr((asked) => byAclsOr(byPolicies, asked), request);
}

/** Decides by the resource's policy and the caller's own policies. */
function byPolicies(request: Case): Decision {
  const { resource } = request.policies;
  const onResource = resource === undefined ? NO_ALLOW : findAllow([resource], request);
  if (accountOf(request.principal) === undefined) return withoutAccount(request, onResource);
  return request.sameAccount ? withinAccount(request, onResource) : acrossAccounts(request, onResource);
}

/**
 * Anonymous callers, services and web identities have no identity-based policies: the resource's policy alone decides. A web
 * identity can only assume roles.
 */
function withoutAccount(request: Case, onResource: Allow): Decision {
  const { type } = request.principal;
  const assumes = type === 'WebIdentity' && request.guard.kind === 'trust';
  const reaches = type === 'Service' || type === 'Anonymous' || assumes;
  if (reaches && onResource.named !== NAMED.not) return granted(request, [onResource]);
  return unallowed(request, request.guard.layer, reaches ? [onResource] : []);
}

/**
 * Within one account an allow of either side suffices, except for KMS keys and roles. The policy of a key or role must
 * name the caller. It can also name the account, which leaves the decision to the identity-based policies.
 */
function withinAccount(request: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.direct) return granted(request, [onResource]);
  const guarded = request.guard.kind !== 'default';
  if (guarded && onResource.named === NAMED.not) return unallowed(request, request.guard.layer, [onResource]);
  // A session that the policy names by its role's ARN stays within the role's boundary and its session policies.
  if (onResource.named === NAMED.role) return bounded(request, [onResource], onResource);
  const onIdentity = identityAllow(request);
  if (onIdentity.named === NAMED.not) return unallowed(request, 'identity', [onResource, onIdentity]);
  return bounded(request, guarded ? [onResource, onIdentity] : [onIdentity], onResource);
}

/** Across accounts both sides must allow: the resource's policy and the caller's own policies. */
function acrossAccounts(request: Case, onResource: Allow): Decision {
  if (onResource.named === NAMED.not) return unallowed(request, request.guard.layer, [onResource]);
  const onIdentity = identityAllow(request);
  if (onIdentity.named === NAMED.not) return unallowed(request, 'identity', [onIdentity]);
  return bounded(request, [onResource, onIdentity], NO_ALLOW);
}
