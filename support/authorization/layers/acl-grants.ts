import { accountOf } from '../../aws/principal.ts';
import { includes, neededOnObject } from '../acls/acl-actions.ts';
import {
  type AclCaller,
  type AskedAcl,
  isPublicGrantee,
  mismatchOfAclGrant,
  referenceToAclGrant,
} from '../acls/acl-mismatch.ts';
import type { AclGrant, AclsInForce } from '../terms/acl.ts';
import type { Case } from '../terms/case.ts';
import type { StatementReference } from '../terms/decision.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';

/** The grant of an ACL that gives an action to the caller. Throws UndecidableError if keyhole cannot tell. */
export function findAclGrant(
  asked: AskedAcl,
  request: Case,
  { ignorePublicAcls }: AclsInForce,
): StatementReference | undefined {
  const { acl, needed } = asked;
  const caller = callerOf(request);
  const hasPublic = acl.grants.some(({ grantee }) => isPublicGrantee(grantee));
  const isOwnerAsked = asked.ofOther !== undefined || asked.hidesOther === true;
  let undecided: UndecidableError | undefined;
  for (const [index, grant] of acl.grants.entries()) {
    // The owner's own grant leaves the decision to the policies of its account, and is for no other caller.
    if (grant.grantee.kind === 'account' && grant.grantee.canonicalId === acl.owner) continue;
    const cause = unknowable(grant, request, { isOwnerAsked, ignored: ignorePublicAcls && hasPublic });
    if (cause !== undefined && includes(grant.permission, needed)) undecided ??= undecidable(request, cause);
    else if (mismatchOfAclGrant(grant, asked, { caller, ignorePublicAcls }) === undefined)
      return referenceToAclGrant(acl, index);
  }
  if (undecided !== undefined) throw undecided;
  return undefined;
}

/** The reason why keyhole cannot tell whether a grant holds for a caller; undefined if it can. */
function unknowable(
  { grantee }: AclGrant,
  { principal, canonicalId }: Case,
  { ignored, isOwnerAsked }: { readonly ignored: boolean; readonly isOwnerAsked: boolean },
): string | undefined {
  if (grantee.kind === 'other') return `whether ${grantee.name} names the caller`;
  if (principal.type === 'Service' && grantee.kind === 'group')
    return `whether the group ${grantee.group} includes a service`;
  if (accountOf(principal) === undefined) return undefined;
  const isAsked = grantee.kind === 'account' || (isOwnerAsked && isPublicGrantee(grantee));
  if (isAsked && canonicalId === undefined) return 'the canonical user id of the caller';
  if (grantee.kind !== 'account') return undefined;
  // AWS ignores "public ACLs". It does not say whether their other grants count.
  return ignored && grantee.canonicalId === canonicalId
    ? 'whether IgnorePublicAcls ignores the other grants of a public ACL'
    : undefined;
}

/** The caller of a request as ACLs know it. */
export function callerOf({ principal, canonicalId }: Case): AclCaller {
  return { principal, canonicalId };
}

/** The error that a decision depends on what keyhole does not know of an ACL. */
export function undecidable({ permission, policies }: Case, key: string): UndecidableError {
  const { object, bucket } = policies.acls ?? {};
  const acl = neededOnObject(permission.action) === undefined ? bucket : (object ?? bucket);
  return new UndecidableError(key, acl?.name ?? permission.resource, 'Grants');
}
