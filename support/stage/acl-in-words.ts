import type { BucketCannedACL, S3Client } from '@aws-sdk/client-s3';
import type { AnswerParts } from '../client/answer-parts.ts';
import { putBucketAcl } from '../client/bucket-requests.ts';
import { putObjectAcl } from '../client/object-requests.ts';
import type { SpecWorld } from './spec-world.ts';
import type { Thing } from './things.ts';

/** The canned ACLs that features name. All of them are for objects, some of them for buckets too. */
export const CANNED_ACLS = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
] as const;

export type CannedAcl = (typeof CANNED_ACLS)[number];

/** Sets the ACL of an object or a bucket, as `private` unless told otherwise. */
export function setAcl(
  world: SpecWorld,
  s3: S3Client,
  { of, acl = 'private' }: { readonly of: Thing<'object' | 'bucket'>; readonly acl?: CannedAcl | undefined },
): Promise<AnswerParts> {
  if ('object' in of) return putObjectAcl(s3, world.place(of.object), acl);
  // S3 ignores the two ACLs for bucket owners on a bucket itself, which the types of the SDK leave out.
  return putBucketAcl(s3, world.bucket(of.bucket).bucketName, acl as BucketCannedACL);
}
