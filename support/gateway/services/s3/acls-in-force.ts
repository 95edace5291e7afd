import type { Grant } from '@aws-sdk/client-s3';
import type { Acl, AclGrant, AclGrantee, AclPermission } from '../../../authorization/terms/acl.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { UndecidableError } from '../../../authorization/terms/undecidable-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { GROUPS } from '../../../aws/s3-acl.ts';
import type { Store } from '../../../stores/store.ts';
import { bucketAcl, type OwnedBucket, objectOwnership } from './bucket-settings.ts';
import { versionAsked } from './version-asked.ts';

/**
 * The ACL of a bucket; undefined if its ACLs are disabled. Only BucketOwnerEnforced, which new buckets have, disables them.
 * Throws AwsError if a setting cannot be read, and UndecidableError if the ACL has no owner.
 */
export async function enabledBucketAcl(store: Store, of: OwnedBucket): Promise<Acl | undefined> {
  if ((await objectOwnership(store, of)) === 'BucketOwnerEnforced') return undefined;
  return aclOf(`the ACL of the bucket arn:aws:s3:::${of.bucket}`, await bucketAcl(store, of));
}

/** How S3 says that a bucket holds no such object, or only a delete marker in its place. */
const NO_OBJECT: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

/**
 * The ACL of the object that a permission is about. Undefined if the permission is about a bucket or about an object that the
 * request creates, and if the object does not exist. Throws AwsError if it cannot be read.
 */
export async function objectAcl(store: Store, permission: Permission): Promise<Acl | undefined> {
  const VersionId = versionAsked(permission.context);
  return versionAcl(store, permission, { VersionId, name: `the ACL of the object ${permission.resource}` });
}

/** The actions that replace the null version of an object while versioning is suspended. */
const REPLACING: ReadonlySet<string> = new Set(['s3:PutObject', 's3:DeleteObject']);

/**
 * The ACL of the null version that an action replaces while versioning is suspended, whichever version is current. Undefined if
 * there is none. Throws AwsError if it cannot be read.
 * Source: Amazon S3 user guide, "Adding objects to versioning-suspended buckets".
 */
export async function nullVersionAcl(store: Store, permission: Permission): Promise<Acl | undefined> {
  if (!REPLACING.has(permission.action)) return undefined;
  const name = `the ACL of the null version of the object ${permission.resource}`;
  return versionAcl(store, permission, { VersionId: 'null', name });
}

async function versionAcl(
  store: Store,
  { resource, resourceAccount: account, ofNewObject }: Permission,
  { VersionId, name }: { readonly VersionId: string | undefined; readonly name: string },
): Promise<Acl | undefined> {
  const [, Bucket, Key] = /^arn:[^:]*:s3:::([^/]*)\/(.+)$/s.exec(resource) ?? [];
  if (Bucket === undefined || Key === undefined || ofNewObject === true) return undefined;
  const at = { service: 's3', region: 'us-east-1', account } as const;
  try {
    const read = await store.read({ ...at, operation: 'GetObjectAcl', input: { Bucket, Key, VersionId } });
    return aclOf(name, read);
  } catch (error) {
    if (error instanceof AwsError && NO_OBJECT.has(error.code)) return undefined;
    throw error;
  }
}

/** The canonical user id of an account, if the store tells one that is of no other account. */
export interface KnownCanonicalId {
  readonly id: string | undefined;
}

/** Two accounts that own nothing, with which ids are compared. */
const STRANGERS = ['999999999999', '888888888888'] as const;

/** Reads the canonical user id of an account. Some stores give one id to all accounts. */
export async function canonicalIdOf(store: Store, account: string): Promise<KnownCanonicalId> {
  const id = await ownIdOf(store, account);
  const stranger = account === STRANGERS[0] ? STRANGERS[1] : STRANGERS[0];
  return { id: id === (await ownIdOf(store, stranger)) ? undefined : id };
}

/** ListBuckets is the operation of S3 that tells an account its own canonical user id. */
async function ownIdOf(store: Store, account: string): Promise<string | undefined> {
  const at = { service: 's3', region: 'us-east-1', account } as const;
  return (await store.read({ ...at, operation: 'ListBuckets', input: {} })).Owner?.ID;
}

interface ReadAcl {
  readonly Owner?: { readonly ID?: string | undefined } | undefined;
  readonly Grants?: readonly Grant[] | undefined;
}

function aclOf(name: string, { Owner, Grants = [] }: ReadAcl): Acl {
  if (Owner?.ID === undefined) throw new UndecidableError('the canonical user id', name, 'Owner');
  return { name, owner: Owner.ID, grants: Grants.map(grantOf) };
}

const PERMISSIONS: ReadonlySet<string> = new Set<AclPermission>([
  'READ',
  'WRITE',
  'READ_ACP',
  'WRITE_ACP',
  'FULL_CONTROL',
]);

/** A grant as decisions see it. One that S3 does not have could give everything: no decision rests on it. */
function grantOf({ Grantee, Permission }: Grant): AclGrant {
  if (Permission === undefined || !PERMISSIONS.has(Permission))
    return {
      grantee: { kind: 'other', name: `a grant of ${Permission ?? 'nothing'}` },
      permission: 'FULL_CONTROL',
    };
  return { grantee: granteeOf(Grantee), permission: Permission };
}

const GROUP_NAMES: ReadonlyMap<string, Extract<AclGrantee, { kind: 'group' }>['group']> = new Map([
  [GROUPS.allUsers, 'AllUsers'],
  [GROUPS.authenticatedUsers, 'AuthenticatedUsers'],
  [GROUPS.logDelivery, 'LogDelivery'],
]);

function granteeOf(grantee: Grant['Grantee']): AclGrantee {
  const { ID, URI, EmailAddress } = grantee ?? {};
  const group = URI === undefined ? undefined : GROUP_NAMES.get(URI);
  if (group !== undefined) return { kind: 'group', group };
  if (ID !== undefined && URI === undefined) return { kind: 'account', canonicalId: ID };
  return { kind: 'other', name: URI ?? EmailAddress ?? 'a grantee without a name' };
}
