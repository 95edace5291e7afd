import { NAMED } from '../matching/principal-matcher.ts';
import { boundaryOf, type Case, identityPoliciesOf } from '../terms/case.ts';
import type { Denied, StatementReference } from '../terms/decision.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import { isPublic } from './is-public.ts';
import { worksAcrossAccounts } from './kms-cross-account.ts';
import { resourceControlOf, serviceControlOf } from './organization.ts';
import { findAllow, findDeny } from './scan.ts';
import { denied, unallowed } from './verdict.ts';

/** A layer that can only refuse: it returns a denial, or undefined if the next layer decides. */
export type RefusingLayer = (one: Case) => Denied | undefined;

/** Refuses KMS operations that never work on a key of another account. */
export const crossAccountOperation: RefusingLayer = (one) => {
  if (!one.crossAccount || worksAcrossAccounts(one.permission.action)) return undefined;
  return denied(one, { layer: 'cross-account operation', explicit: false });
};

/** Looks for a Deny statement in one place. */
type Search = (one: Case) => StatementReference | undefined;

/**
 * The policies that may hold an explicit deny, in the order in which keyhole reports one.
 * Undocumented: which deny AWS's message names if there are several.
 */
const DENYING: readonly Search[] = [
  (one) => onLevels(serviceControlOf(one), one),
  (one) => onLevels(resourceControlOf(one), one),
  (one) => inPolicy(one.policies.endpoint, one),
  (one) => findDeny(identityPoliciesOf(one), one),
  (one) => inPolicy(boundaryOf(one), one),
  (one) => findDeny(one.policies.session ?? NONE, one),
  // The root user of the bucket's account can always read, replace or remove the bucket policy, whatever it denies.
  (one) => (mendsBucketPolicy(one) ? undefined : inPolicy(one.policies.resource, one)),
];

const NONE: readonly NamedPolicy[] = [];

function inPolicy(policy: NamedPolicy | undefined, one: Case): StatementReference | undefined {
  return policy === undefined ? undefined : findDeny([policy], one);
}

function onLevels(levels: readonly (readonly NamedPolicy[])[], one: Case): StatementReference | undefined {
  return levels.length === 0 ? undefined : findDeny(levels.flat(), one);
}

/** Refuses a request that a Deny statement of any policy matches. */
export const explicitDeny: RefusingLayer = (one) => {
  for (const search of DENYING) {
    const statement = search(one);
    if (statement !== undefined) return denied(one, { layer: statement.layer, explicit: true, statement });
  }
  return undefined;
};

const BUCKET_POLICY_ACTION = /^s3:(Get|Put|Delete)BucketPolicy$/;

function mendsBucketPolicy({ principal, sameAccount, permission }: Case): boolean {
  return principal.type === 'Root' && sameAccount && BUCKET_POLICY_ACTION.test(permission.action);
}

/** Applies RestrictPublicBuckets, which AWS reports as an explicit deny. */
export const blockPublicAccess: RefusingLayer = (one) => {
  const { restrictPublicBuckets, resource } = one.policies;
  if (restrictPublicBuckets !== true || resource === undefined || one.sameAccount) return undefined;
  if (one.principal.type === 'Service' || !isPublic(resource.policy)) return undefined;
  return denied(one, { layer: 'block public access', explicit: true });
};

/**
 * Applies service control policies: on every level, from the organization's root to the account, a statement must allow.
 */
export const serviceControl: RefusingLayer = (one) => {
  for (const level of serviceControlOf(one)) {
    const onLevel = findAllow(level, one);
    if (onLevel.named === NAMED.not) return unallowed(one, 'scp', [onLevel]);
  }
  return undefined;
};

/** Applies the policy of the VPC endpoint that the request came through, for every caller. */
export const endpointPolicy: RefusingLayer = (one) => {
  const { endpoint } = one.policies;
  if (endpoint === undefined) return undefined;
  const onEndpoint = findAllow([endpoint], one);
  return onEndpoint.named === NAMED.not ? unallowed(one, 'endpoint policy', [onEndpoint]) : undefined;
};
