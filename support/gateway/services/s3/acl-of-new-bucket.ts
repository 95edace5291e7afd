import { AwsError } from '../../../aws/aws-error.ts';
import type { Input } from '../../../aws/operations.ts';
import { isPublicAcl } from '../../../aws/s3-acl.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { type AclWrite, giveOnly, grantsOf } from './acl-write.ts';

/** Canned ACLs that give a new bucket to its owner alone: S3 ignores those of bucket owners on a bucket itself. */
const ownersOnly: ReadonlySet<string> = new Set([
  'private',
  'bucket-owner-read',
  'bucket-owner-full-control',
]);

/**
 * Refuses any ACL of a new bucket with disabled ACLs, which is the default, and else a public one, since new buckets
 * block public access. Throws AwsError `InvalidBucketAclWithObjectOwnership`,
 * `InvalidBucketAclWithBlockPublicAccessError`.
 *
 * Source: Amazon S3 API reference, CreateBucket; Amazon S3 user guide, "Default settings for new S3 buckets FAQ".
 */
export async function refuseAclOfNewBucket(call: CallFacts<'s3'>, write: AclWrite): Promise<void> {
  const { ObjectOwnership = 'BucketOwnerEnforced' } = call.input as Input<'s3', 'CreateBucket'>;
  if (write.ACL !== undefined && ownersOnly.has(write.ACL)) return;
  if (ObjectOwnership === 'BucketOwnerEnforced' && !(await givesOnlyTheCaller(call, write))) {
    throw aclContradictsOwnership();
  }
  if (!isPublicAcl(write.ACL, grantsOf(write))) return;
  const message = 'Bucket cannot have public ACLs set with BlockPublicAccess enabled';
  throw new AwsError('InvalidBucketAclWithBlockPublicAccessError', 400, message);
}

/** Disabled ACLs and an ACL that opens the bucket exclude each other. */
export function aclContradictsOwnership(): AwsError {
  return new AwsError(
    'InvalidBucketAclWithObjectOwnership',
    400,
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );
}

/** Of the operations of S3, ListBuckets tells an account its canonical user id. */
async function givesOnlyTheCaller(
  { store, region, account }: CallFacts<'s3'>,
  write: AclWrite,
): Promise<boolean> {
  const grants = grantsOf(write);
  if (write.ACL !== undefined || grants.some(({ Grantee }) => Grantee?.Type !== 'CanonicalUser'))
    return false;
  const { Owner } = await store.read({ service: 's3', operation: 'ListBuckets', input: {}, region, account });
  return giveOnly(Owner?.ID, grants);
}
