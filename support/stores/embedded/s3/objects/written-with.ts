import type { AclRequest } from '../../../../aws/s3-acl.ts';
import { tagsInHeader } from '../../../../aws/s3-tags.ts';
import { objectAclOf } from '../buckets/access-control-list.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { aclsAreDisabled } from '../buckets/object-ownership.ts';
import type { CustomerKeyMembers } from '../encryption/customer-key.ts';
import { writerOf } from '../owner.ts';
import type { S3Context } from '../s3-operation.ts';
import { type ContentHeaders, contentHeadersOf, type Metadata, metadataOf } from './content-headers.ts';
import { type LockMembers, lockOfWrite } from './object-lock.ts';
import type { StoredObject } from './version.ts';

/** The members that PutObject, CopyObject and CreateMultipartUpload describe their object with. */
export interface WriteRequest extends ContentHeaders, AclRequest, CustomerKeyMembers, LockMembers {
  readonly Metadata?: Metadata | undefined;
  readonly StorageClass?: StoredObject['storageClass'] | undefined;
  readonly Tagging?: string | undefined;
}

/** The description of an object in a write, besides the bytes. */
export type WrittenWith = Pick<
  StoredObject,
  'owner' | 'contentHeaders' | 'metadata' | 'storageClass' | 'tags' | 'acl' | 'lock'
>;

/** Reads the description from the request. Throws AwsError for values that S3 does not take. */
export function writtenWith(input: WriteRequest, bucket: Bucket, context: S3Context): WrittenWith {
  const owner = ownerOfWrite(input.ACL, bucket, context);
  return {
    owner,
    contentHeaders: contentHeadersOf(input),
    metadata: metadataOf(input.Metadata),
    storageClass: input.StorageClass ?? 'STANDARD',
    tags: tagsInHeader(input.Tagging),
    acl: objectAclOf(input, owner, bucket),
    lock: lockOfWrite(input, bucket),
  };
}

/**
 * The account that owns a new object: the bucket owner, unless Object Ownership leaves objects to their
 * writers.
 *
 * Source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
function ownerOfWrite(acl: string | undefined, bucket: Bucket, context: S3Context): string {
  if (aclsAreDisabled(bucket)) return bucket.owner;
  const preferred = bucket.ownershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerPreferred';
  return preferred && acl === 'bucket-owner-full-control' ? bucket.owner : writerOf(context);
}
