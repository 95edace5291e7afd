import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3';
import type { AclRequest } from '../../../../aws/s3-acl.ts';
import { keyOf } from '../objects/content-headers.ts';
import { findObject, replaceVersion } from '../objects/history.ts';
import { ownerOf } from '../owner.ts';
import type { S3Operation } from '../s3-operation.ts';
import { type AccessControlList, privateAcl, requestedAcl } from './access-control-list.ts';
import type { Bucket } from './bucket.ts';
import { findBucket } from './find-bucket.ts';
import { aclsAreDisabled } from './object-ownership.ts';

/** The grants of a bucket; with disabled ACLs, the owner's full control. */
export const getBucketAcl: S3Operation<'GetBucketAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  return { Owner: ownerOf(bucket.owner), Grants: effectiveGrants(bucket, bucket) };
};

/** Replaces the grants of a bucket. */
export const putBucketAcl: S3Operation<'PutBucketAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  const acl = wantedAcl(input, bucket.owner, bucket);
  if (acl !== undefined) bucket.acl = acl;
  return {};
};

/** The grants of an object version; with disabled ACLs, the bucket owner's full control. */
export const getObjectAcl: S3Operation<'GetObjectAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  const object = findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method: 'GET' });
  const owner = aclsAreDisabled(bucket) ? bucket.owner : object.owner;
  return { Owner: ownerOf(owner), Grants: effectiveGrants(bucket, object) };
};

/** Replaces the grants of an object version. */
export const putObjectAcl: S3Operation<'PutObjectAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const object = findObject(bucket, { key, versionId: input.VersionId, method: 'PUT', ofProperties: true });
  const acl = wantedAcl(input, object.owner, bucket);
  if (acl !== undefined) replaceVersion(bucket, key, { ...object, acl });
  return {};
};

function effectiveGrants(bucket: Bucket, of: { readonly acl: AccessControlList }): Grant[] {
  return [...(aclsAreDisabled(bucket) ? privateAcl(bucket.owner) : of.acl)];
}

interface PutAclRequest extends AclRequest {
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
}

/** The ACL that a request sets; undefined if ACLs are disabled, since the request then changes nothing. */
function wantedAcl(input: PutAclRequest, owner: string, bucket: Bucket): AccessControlList | undefined {
  if (aclsAreDisabled(bucket)) return undefined;
  return input.AccessControlPolicy?.Grants ?? requestedAcl(input, owner, bucket.owner);
}
