import type { Grant as AclGrant } from '@aws-sdk/client-s3';
import type { Decision } from '../../../authorization/terms/decision.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { UndecidableError } from '../../../authorization/terms/undecidable-error.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads } from '../../policies/kept-reads.ts';
import { bucketAcl, objectOwnership } from './bucket-settings.ts';
import { publicAccessBlock } from './public-access-block.ts';

/** An object, or, without a key, a whole bucket. */
interface Place {
  readonly bucket: string;
  readonly key: string | undefined;
}

interface Acl {
  readonly Owner?: { readonly ID?: string | undefined } | undefined;
  readonly Grants?: readonly AclGrant[] | undefined;
}

/**
 * True if the ACLs of an account's bucket count. Only BucketOwnerEnforced, which new buckets have, disables
 * them. A bucket that the account does not have, such as one that is being created, has no ACL. Throws
 * AwsError if the setting cannot be read.
 */
async function aclsEnabled(store: Store, bucket: string, account: string): Promise<boolean> {
  if ((await store.bucketOwner(bucket)) !== account) return false;
  return (await objectOwnership(store, { bucket, account })) !== 'BucketOwnerEnforced';
}

/**
 * Refuses to decide if ACLs count, of a bucket with ACLs enabled or of the objects in it. Throws
 * UndecidableError.
 */
export function reconsiderAcls(
  permission: Permission,
  decision: Decision,
  kept: KeptReads,
): Promise<void> | undefined {
  const { action, resource, resourceAccount } = permission;
  const bucket = bucketOfArn(resource);
  if (bucket === undefined || bucket === '*' || action === 's3:CreateBucket') return undefined;
  const enabled = kept.get('resources', `acls of ${bucket} of ${resourceAccount}`, () =>
    aclsEnabled(kept.store, bucket, resourceAccount),
  );
  if (enabled === false) return undefined;
  return refuseIfEnabled(enabled, { kept, permission, decision });
}

interface Reconsidered {
  readonly kept: KeptReads;
  readonly permission: Permission;
  readonly decision: Decision;
}

async function refuseIfEnabled(
  enabled: Awaitable<boolean>,
  { kept, permission, decision }: Reconsidered,
): Promise<void> {
  if (await enabled) await refuseToOverlookAcls(kept, permission, decision);
}

/** The bucket's own permissions decide these, whichever account owns the object. */
const aboutTheBucket: ReadonlySet<string> = new Set([
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ListMultipartUploadParts',
  's3:PutObject',
]);

/**
 * ACLs are kept and returned, but not evaluated. If an ACL could change a decision, no decision is made.
 * Policies say nothing about an object that another account owns, and an ACL may give what no policy gives.
 *
 * Throws UndecidableError.
 * Source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket" and "How Amazon
 * S3 authorizes a request for an object operation".
 */
async function refuseToOverlookAcls(
  { store, surroundings }: KeptReads,
  permission: Permission,
  decision: Decision,
): Promise<void> {
  const place = placeOf(permission.resource);
  const ofBucket = await bucketAcl(store, { bucket: place.bucket, account: permission.resourceAccount });
  const ofObject = await objectAcl(store, place, permission);
  const owner = ofBucket.Owner?.ID;
  if (decision.result === 'Granted') {
    const foreign = ofObject !== undefined && ofObject.Owner?.ID !== owner;
    if (foreign && !aboutTheBucket.has(permission.action)) throw undecidable(permission);
    return;
  }
  if (decision.explicit || (decision.layer !== 'identity' && decision.layer !== 'resource')) return;
  const { IgnorePublicAcls } = await publicAccessBlock(
    store,
    { bucket: place.bucket, owner: permission.resourceAccount },
    surroundings,
  );
  const grants = [...(ofBucket.Grants ?? []), ...(ofObject?.Grants ?? [])];
  const counts = ({ Grantee }: AclGrant) => Grantee?.URI === undefined || IgnorePublicAcls !== true;
  if (grants.some((one) => one.Grantee?.ID !== owner && counts(one))) throw undecidable(permission);
}

function placeOf(resource: string): Place {
  const path = resource.slice('arn:aws:s3:::'.length);
  const slash = path.indexOf('/');
  if (slash < 0) return { bucket: path, key: undefined };
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

/** How S3 says that a bucket holds no such object, or only a delete marker in its place. */
const NO_OBJECT: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

/** Undefined if the object does not exist. Throws AwsError if its ACL cannot be read. */
async function objectAcl(
  store: Store,
  { bucket: Bucket, key: Key }: Place,
  { context, resourceAccount: account }: Permission,
): Promise<Acl | undefined> {
  if (Key === undefined) return undefined;
  const version = context.get('s3:VersionId');
  const VersionId = typeof version === 'object' ? version[0] : undefined;
  const at = { service: 's3', region: 'us-east-1', account } as const;
  try {
    return await store.read({ ...at, operation: 'GetObjectAcl', input: { Bucket, Key, VersionId } });
  } catch (error) {
    if (error instanceof AwsError && NO_OBJECT.has(error.code)) return undefined;
    throw error;
  }
}

function undecidable({ resource }: Permission): UndecidableError {
  return new UndecidableError('whom it names', `the access control list of ${resource}`, 'Grants');
}
