import type { AclPermission } from '../terms/acl.ts';

/**
 * The actions that each permission of an ACL gives, on a bucket and on an object. FULL_CONTROL gives all of them.
 *
 * Source: Amazon S3 user guide, "Access control list (ACL) overview", section "Mapping of ACL permissions and access
 * policy permissions".
 */
const ON_BUCKET: Readonly<Record<string, AclPermission>> = {
  's3:ListBucket': 'READ',
  's3:ListBucketVersions': 'READ',
  's3:ListBucketMultipartUploads': 'READ',
  's3:PutObject': 'WRITE',
  's3:GetBucketAcl': 'READ_ACP',
  's3:PutBucketAcl': 'WRITE_ACP',
};

const ON_OBJECT: Readonly<Record<string, AclPermission>> = {
  's3:GetObject': 'READ',
  's3:GetObjectVersion': 'READ',
  's3:GetObjectAcl': 'READ_ACP',
  's3:GetObjectVersionAcl': 'READ_ACP',
  's3:PutObjectAcl': 'WRITE_ACP',
  's3:PutObjectVersionAcl': 'WRITE_ACP',
};

/**
 * Actions on an object that the bucket's own permissions decide, whichever account owns the object.
 *
 * Source: Amazon S3 user guide, "Multipart upload API and permissions" and "Access control list (ACL) overview".
 */
const OF_BUCKET: ReadonlySet<string> = new Set([
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ListMultipartUploadParts',
  's3:PutObject',
]);

/** The permission of a bucket's ACL that gives an action; undefined if none does. */
export function neededOnBucket(action: string): AclPermission | undefined {
  return ON_BUCKET[action];
}

/** The permission of an object's ACL that gives an action; undefined if none does. */
export function neededOnObject(action: string): AclPermission | undefined {
  return ON_OBJECT[action];
}

/** True for an action that the bucket's owner decides, also on objects of other accounts. */
export function isDecidedByBucket(action: string): boolean {
  return OF_BUCKET.has(action);
}

/** True if a granted permission includes a needed one. */
export function includes(granted: AclPermission, needed: AclPermission): boolean {
  return granted === needed || granted === 'FULL_CONTROL';
}
