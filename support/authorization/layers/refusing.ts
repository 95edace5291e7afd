import { NAMED } from '../matching/principal-matcher.ts';
import { boundaryOf, type Case } from '../terms/case.ts';
import type { Denied, StatementReference } from '../terms/decision.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';
import { isPublic } from './is-public.ts';
import { resourceControlOf, serviceControlOf } from './organization.ts';
import { isForOwnersOnly, worksAcrossAccounts } from './own-account-only.ts';
import { findAllow, findDeny } from './scan.ts';
import { identityPoliciesAbout } from './sides.ts';
import { denied, unallowed } from './verdict.ts';

/** A layer that can only refuse: it returns a denial, or undefined if the next layer decides. */
export type RefusingLayer = (request: Case) => Denied | undefined;

/**
 * Refuses requests without a signature. Only S3 serves them.
 * Source: AWS KMS developer guide, "Default key policy"; Amazon S3 API reference, "Authenticating Requests: Using the Authorization
 * Header".
 */
export const unsigned: RefusingLayer = (request) => {
  if (request.principal.type !== 'Anonymous' || request.permission.action.startsWith('s3:')) return undefined;
  return denied(request, { layer: request.guard.layer, explicit: false });
};

/** Refuses operations that never work on a resource of another account. */
export const crossAccountOperation: RefusingLayer = (request) => {
  if (!request.crossAccount || worksAcrossAccounts(request.permission.action)) return undefined;
  return denied(request, { layer: 'cross-account operation', explicit: false });
};

/** Refuses operations on a bucket that policies can allow to another account, and that S3 performs for its own alone. */
export const ownersOnly: RefusingLayer = (request) => {
  if (request.sameAccount || !isForOwnersOnly(request.permission.action)) return undefined;
  return denied(request, { layer: 'cross-account operation', explicit: false });
};

/** Looks for a Deny statement in one place. */
type Search = (request: Case) => StatementReference | undefined;

/**
 * The policies that may hold an explicit deny, in the order in which keyhole reports one.
 * Undocumented: which deny AWS's message names if there are several.
 */
const DENYING: readonly Search[] = [
  (request) => onLevels(serviceControlOf(request), request),
  (request) => onLevels(resourceControlOf(request), request),
  (request) => inPolicy(request.policies.endpoint, request),
  (request) => findDeny(identityPoliciesAbout(request), request),
  (request) => inPolicy(boundaryOf(request), request),
  (request) => findDeny(request.policies.session ?? NONE, request),
  // The root user of the bucket's account can always read, replace or remove the bucket policy, whatever it denies.
  (request) => (mendsBucketPolicy(request) ? undefined : inPolicy(request.policies.resource, request)),
];

const NONE: readonly NamedPolicy[] = [];

function inPolicy(policy: NamedPolicy | undefined, request: Case): StatementReference | undefined {
  return policy === undefined ? undefined : findDeny([policy], request);
}

function onLevels(
  levels: readonly (readonly NamedPolicy[])[],
  request: Case,
): StatementReference | undefined {
  return levels.length === 0 ? undefined : findDeny(levels.flat(), request);
}

/** Refuses a request that a Deny statement of any policy matches. */
export const explicitDeny: RefusingLayer = (request) => {
  for (const search of DENYING) {
    const statement = search(request);
    if (statement !== undefined)
      return denied(request, { layer: statement.layer, explicit: true, statement });
  }
  return undefined;
};

const BUCKET_POLICY_ACTION = /^s3:(Get|Put|Delete)BucketPolicy$/;

function mendsBucketPolicy({ principal, sameAccount, permission }: Case): boolean {
  return principal.type === 'Root' && sameAccount && BUCKET_POLICY_ACTION.test(permission.action);
}

/** Applies RestrictPublicBuckets, which AWS reports as an explicit deny. */
export const blockPublicAccess: RefusingLayer = (request) => {
  const { restrictPublicBuckets, resource } = request.policies;
  if (restrictPublicBuckets === undefined || restrictPublicBuckets === false) return undefined;
  if (resource === undefined || request.sameAccount) return undefined;
  if (request.principal.type === 'Service' || !isPublic(resource.policy)) return undefined;
  if (restrictPublicBuckets === UNKNOWABLE)
    throw new UndecidableError(
      'whether RestrictPublicBuckets keeps the caller out',
      resource.name,
      'Statement',
      'Name accounts or principals in it, so that it is not public.',
    );
  return denied(request, { layer: 'block public access', explicit: true });
};

/**
 * Applies service control policies: on every level, from the organization's root to the account, a statement must allow.
 */
export const serviceControl: RefusingLayer = (request) => {
  for (const level of serviceControlOf(request)) {
    const onLevel = findAllow(level, request);
    if (onLevel.named !== NAMED.not) continue;
    if (onLevel.undecidable !== undefined) throw onLevel.undecidable;
    return denied(request, { layer: 'scp', explicit: false, target: level[0]?.target });
  }
  return undefined;
};

/** Applies the policy of the VPC endpoint that the request came through, for every caller. */
export const endpointPolicy: RefusingLayer = (request) => {
  const { endpoint } = request.policies;
  if (endpoint === undefined) return undefined;
  const onEndpoint = findAllow([endpoint], request);
  return onEndpoint.named === NAMED.not ? unallowed(request, 'endpoint policy', [onEndpoint]) : undefined;
};
