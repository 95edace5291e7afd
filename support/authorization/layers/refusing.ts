import type { Denied } from '../decision.ts';
import { isPublic } from '../is-public.ts';
import { type Case, identityPoliciesOf } from './case.ts';
import { worksAcrossAccounts } from './kms-cross-account.ts';
import { findDeny } from './scan.ts';
import { deny } from './verdict.ts';

/** A layer that can only refuse: a denial, or nothing where the request may pass on to the next. */
export type RefusingLayer = (one: Case) => Denied | undefined;

/** KMS operations that never work on a key of another account. */
export const crossAccountOperation: RefusingLayer = (one) => {
  if (!one.crossAccount || worksAcrossAccounts(one.permission.action)) return undefined;
  return deny(one, { layer: 'cross-account operation', explicit: false });
};

/** A Deny statement of any policy. */
export const explicitDeny: RefusingLayer = (one) => {
  const { session, resource } = one.policies;
  const statement =
    findDeny(identityPoliciesOf(one), one) ??
    findDeny(session ?? [], one) ??
    // The root user can always look at, replace or remove a bucket policy that locks everybody out.
    (resource === undefined || mendsBucketPolicy(one) ? undefined : findDeny([resource], one));
  return statement === undefined
    ? undefined
    : deny(one, { layer: statement.layer, explicit: true, statement });
};

const BUCKET_POLICY_ACTION = /^s3:(Get|Put|Delete)BucketPolicy$/;

function mendsBucketPolicy({ principal, sameAccount, permission }: Case): boolean {
  return principal.type === 'Root' && sameAccount && BUCKET_POLICY_ACTION.test(permission.action);
}

/** RestrictPublicBuckets; AWS reports it as an explicit deny. */
export const blockPublicAccess: RefusingLayer = (one) => {
  const { restrictPublicBuckets, resource } = one.policies;
  if (restrictPublicBuckets !== true || resource === undefined || one.sameAccount) return undefined;
  if (one.principal.type === 'Service' || !isPublic(resource.policy)) return undefined;
  return deny(one, { layer: 'block public access', explicit: true });
};
