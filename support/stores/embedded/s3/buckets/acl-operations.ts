import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { keyOf } from '../objects/content-headers.ts';
import { findObject, replaceVersion } from '../objects/history.ts';
import { canonicalUserId, ownerOf } from '../owner.ts';
import type { S3Operation } from '../s3-operation.ts';
import {
  type AccessControlList,
  type AclRequest,
  aclsNotSupported,
  asksForAcl,
  privateAcl,
  requestedAcl,
} from './access-control-list.ts';
import type { Bucket } from './bucket.ts';
import { findBucket } from './find-bucket.ts';
import { aclsAreDisabled } from './object-ownership.ts';

/** The grants of a bucket: where ACLs are disabled, the owner's full control. */
export const getBucketAcl: S3Operation<'GetBucketAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  return { Owner: ownerOf(bucket.owner), Grants: effectiveGrants(bucket, bucket) };
};

/** Replaces the grants of a bucket. Throws AwsError `AccessControlListNotSupported` where ACLs are disabled. */
export const putBucketAcl: S3Operation<'PutBucketAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  const acl = wantedAcl(input, bucket.owner, bucket);
  if (acl !== undefined) bucket.acl = acl;
  return {};
};

/** The grants of an object version: where ACLs are disabled, the bucket owner's full control. */
export const getObjectAcl: S3Operation<'GetObjectAcl'> = (input, context) => {
  const bucket = findBucket(input, context);
  const object = findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method: 'GET' });
  const owner = aclsAreDisabled(bucket) ? bucket.owner : object.owner;
  return { Owner: ownerOf(owner), Grants: effectiveGrants(bucket, object) };
};

/** Replaces the grants of an object version. Throws AwsError `AccessControlListNotSupported` where ACLs are disabled. */
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

/** The ACL a request wants; undefined where ACLs are disabled and it only says what holds anyway. */
function wantedAcl(input: PutAclRequest, owner: string, bucket: Bucket): AccessControlList | undefined {
  const policy = input.AccessControlPolicy;
  if (aclsAreDisabled(bucket)) {
    if (input.ACL === 'bucket-owner-full-control' || isOwnersFullControl(policy, bucket)) return undefined;
    throw aclsNotSupported();
  }
  if (asksForAcl(input)) {
    if (policy !== undefined) throw unexpectedContent();
    return requestedAcl(input, owner, bucket.owner);
  }
  if (policy === undefined) throw missingSecurityHeader();
  return checkedPolicy(policy);
}

function isOwnersFullControl(policy: AccessControlPolicy | undefined, bucket: Bucket): boolean {
  const [grant, ...others] = policy?.Grants ?? [];
  if (grant === undefined || others.length > 0) return false;
  return grant.Grantee?.ID === canonicalUserId(bucket.owner) && grant.Permission === 'FULL_CONTROL';
}

const PERMISSIONS: readonly unknown[] = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'];

function checkedPolicy(policy: AccessControlPolicy): AccessControlList {
  const grants = policy.Grants ?? [];
  const known = grants.every(
    (grant) => grant.Grantee !== undefined && PERMISSIONS.includes(grant.Permission),
  );
  if (!known || policy.Owner?.ID === undefined) {
    throw new AwsError(
      'MalformedACLError',
      400,
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  return grants;
}

function unexpectedContent(): AwsError {
  return new AwsError('UnexpectedContent', 400, 'This request does not support content');
}

function missingSecurityHeader(): AwsError {
  const message = 'Your request was missing a required header';
  return new AwsError('MissingSecurityHeader', 400, message, { MissingHeaderName: 'x-amz-acl' });
}
