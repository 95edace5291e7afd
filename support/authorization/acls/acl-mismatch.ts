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
  /** The ACL of an object of another account that the action would overwrite or delete: WRITE on the bucket does not give that. */
  readonly ofOther?: Acl | undefined;
  /** True if the action hides an object of another account behind a new version or a delete marker. */
  readonly hidesOther?: boolean | undefined;
}

/** The ACL that could give an action; undefined if no ACL gives it, or the object does not exist. */
export function askedAcl(
  acls: AclsInForce,
  action: string,
  canonicalId: string | undefined,
): AskedAcl | undefined {
  const onBucket = neededOnBucket(action);
  if (onBucket === 'WRITE') return askedWrite(acls, action, canonicalId);
  if (onBucket !== undefined) return { acl: acls.bucket, needed: onBucket };
  const onObject = neededOnObject(action);
  const { object } = acls;
  return object === undefined || onObject === undefined ? undefined : { acl: object, needed: onObject };
}

/** The ACL whose grants a decision compares: as {@link askedAcl}, and for a deletion that of the bucket. */
export function comparedAcl(
  acls: AclsInForce,
  action: string,
  canonicalId: string | undefined,
): AskedAcl | undefined {
  return isDeletion(action) ? askedWrite(acls, action, canonicalId) : askedAcl(acls, action, canonicalId);
}

/**
 * WRITE in the ACL of a bucket. It lets a grantee create objects, and overwrite and delete those that it owns.
 * Undocumented: which requests of an upload in parts overwrite an object. Here each of them needs the permission to do so.
 *
 * Source: Amazon S3 user guide, "Access control list (ACL) overview", section "What permissions can I grant?"; Amazon S3 user
 * guide, "Adding objects to versioning-suspended buckets".
 */
export function askedWrite(
  { bucket, object, versioning, nullVersion }: AclsInForce,
  action: string,
  canonicalId: string | undefined,
): AskedAcl {
  const isForGood = versioning === undefined || action === 's3:DeleteObjectVersion';
  const lost = isForGood ? object : nullVersion;
  const isOfOther = (acl: Acl | undefined) => acl !== undefined && acl.owner !== canonicalId;
  const ofOther = isOfOther(lost) ? lost : undefined;
  return { acl: bucket, needed: 'WRITE', ofOther, hidesOther: ofOther === undefined && isOfOther(object) };
}

/** True for the actions that delete an object or a version of it. */
export function isDeletion(action: string): boolean {
  return action === 's3:DeleteObject' || action === 's3:DeleteObjectVersion';
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
  { needed, ofOther }: Pick<AskedAcl, 'needed' | 'ofOther'>,
  { caller, ignorePublicAcls }: { readonly caller: AclCaller; readonly ignorePublicAcls: boolean },
): Mismatch | undefined {
  if (!isGrantee(grantee, caller))
    return { element: 'Principal', detail: `${nameOf(caller.principal)} is not ${granteeInWords(grantee)}` };
  if (!includes(permission, needed))
    return { element: 'Action', detail: `${permission} does not include ${needed}` };
  if (ofOther !== undefined) {
    const object = ofOther.name.slice('the ACL of '.length);
    const detail = `${permission} lets a caller overwrite and delete only what its account owns, and another account owns ${object}`;
    return { element: 'Resource', detail };
  }
  if (ignorePublicAcls && isPublicGrantee(grantee))
    return { element: 'Condition', detail: 'IgnorePublicAcls ignores grants to public groups' };
  return undefined;
}

function granteeInWords(grantee: AclGrantee): string {
  if (grantee.kind === 'group') return `in the group ${grantee.group}`;
  return grantee.kind === 'account' ? `of the canonical user ${grantee.canonicalId}` : grantee.name;
}
