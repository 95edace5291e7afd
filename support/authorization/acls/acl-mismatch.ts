import { accountOf, nameOf, type Principal } from '../../aws/principal.ts';
import type { Acl, AclGrant, AclGrantee, AclPermission, AclsInForce } from '../terms/acl.ts';
import type { ConsideredStatement, StatementReference } from '../terms/decision.ts';
import { includes, isDecidedByBucket, neededOnBucket, neededOnObject } from './acl-actions.ts';

type Mismatch = NonNullable<ConsideredStatement['mismatch']>;

/** A caller as ACLs know it. */
export interface AclCaller {
  readonly principal: Principal;
  /** The canonical user id of its account; undefined for a caller without an account. */
  readonly canonicalId: string | undefined;
}

/** The ACL that an action asks, and the permission that it must give. */
export interface AskedAcl {
  readonly acl: Acl;
  readonly needed: AclPermission;
}

/** The ACL that could give an action; undefined if no ACL gives it, or the object does not exist. */
export function askedAcl({ bucket, object }: AclsInForce, action: string): AskedAcl | undefined {
  const onBucket = neededOnBucket(action);
  if (onBucket !== undefined) return { acl: bucket, needed: onBucket };
  const onObject = neededOnObject(action);
  return object === undefined || onObject === undefined ? undefined : { acl: object, needed: onObject };
}

/** True if an account other than the bucket's owner owns the object, and the action is for the object's owner to allow. */
export function isOfForeignObject({ bucket, object }: AclsInForce, action: string): boolean {
  return object !== undefined && object.owner !== bucket.owner && !isDecidedByBucket(action);
}

/** The reference by which decisions and explanations show a grant of an ACL. */
export function referenceToAclGrant({ name }: Acl, index: number): StatementReference {
  return { policy: name, layer: 'acl', index, effect: 'Allow' };
}

/** True if a grantee is every caller of S3, or every caller with an account. */
export function isPublicGrantee({ kind, ...grantee }: AclGrantee): boolean {
  return kind === 'group' && 'group' in grantee && grantee.group !== 'LogDelivery';
}

/** True if a grantee is a caller. The group LogDelivery is of S3 itself. */
export function isGrantee(grantee: AclGrantee, { principal, canonicalId }: AclCaller): boolean {
  if (grantee.kind === 'account') return canonicalId !== undefined && grantee.canonicalId === canonicalId;
  if (grantee.kind === 'other') return false;
  if (grantee.group === 'AllUsers')
    return principal.type === 'Anonymous' || accountOf(principal) !== undefined;
  return grantee.group === 'AuthenticatedUsers' && accountOf(principal) !== undefined;
}

/** The first element of a grant that does not match, in plain words; undefined if the grant gives the permission. */
export function mismatchOfAclGrant(
  { grantee, permission }: AclGrant,
  needed: AclPermission,
  { caller, ignorePublicAcls }: { readonly caller: AclCaller; readonly ignorePublicAcls: boolean },
): Mismatch | undefined {
  if (!isGrantee(grantee, caller))
    return { element: 'Principal', detail: `${nameOf(caller.principal)} is not ${granteeInWords(grantee)}` };
  if (!includes(permission, needed))
    return { element: 'Action', detail: `${permission} does not include ${needed}` };
  if (ignorePublicAcls && isPublicGrantee(grantee))
    return { element: 'Condition', detail: 'IgnorePublicAcls ignores grants to public groups' };
  return undefined;
}

function granteeInWords(grantee: AclGrantee): string {
  if (grantee.kind === 'group') return `in the group ${grantee.group}`;
  return grantee.kind === 'account' ? `of the canonical user ${grantee.canonicalId}` : grantee.name;
}
