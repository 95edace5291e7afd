/** The permissions that an ACL can give. Source: Amazon S3 user guide, "Access control list (ACL) overview". */
export type AclPermission = 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';

/** The receiver of a grant: an account by its canonical user id, or a group of S3. */
export type AclGrantee =
  | { readonly kind: 'account'; readonly canonicalId: string }
  | { readonly kind: 'group'; readonly group: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery' }
  // A store may return what S3 does not take, such as an e-mail address.
  | { readonly kind: 'other'; readonly name: string };

/** One grant of an ACL. */
export interface AclGrant {
  readonly grantee: AclGrantee;
  readonly permission: AclPermission;
}

/** The access control list of a bucket or an object. */
export interface Acl {
  /** The name in plain words: `the ACL of the object arn:aws:s3:::reports/q1.csv`. */
  readonly name: string;
  /** The canonical user id of the account that owns the bucket or object. */
  readonly owner: string;
  readonly grants: readonly AclGrant[];
}

/** The ACLs that bear on a permission, in a bucket with ACLs enabled. */
export interface AclsInForce {
  readonly bucket: Acl;
  /** Undefined if the permission is about the bucket, or if the object does not exist yet. */
  readonly object?: Acl | undefined;
  /** The versioning of the bucket, if the object has an ACL: without any, a write overwrites the object. */
  readonly versioning?: 'Enabled' | 'Suspended' | undefined;
  /** The ACL of the null version, which a write or deletion replaces while versioning is suspended. */
  readonly nullVersion?: Acl | undefined;
  /** IgnorePublicAcls of S3 Block Public Access. */
  readonly ignorePublicAcls: boolean;
}
