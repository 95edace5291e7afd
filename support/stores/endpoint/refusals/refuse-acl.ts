import type { AccessControlPolicy } from '@aws-sdk/client-s3';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Output } from '../../../aws/operations.ts';
import {
  type AclRequest,
  aclsNotSupported,
  asksForAcl,
} from '../../embedded/s3/buckets/access-control-list.ts';

/** What is to be known of a bucket whose ACLs somebody wants to set. */
export interface BucketLookups {
  readonly ownership: (Bucket: string) => Promise<Output<'s3', 'GetBucketOwnershipControls'>>;
  readonly acl: (Bucket: string) => Promise<Output<'s3', 'GetBucketAcl'>>;
}

interface AclWrite extends AclRequest {
  readonly Bucket?: string;
  readonly AccessControlPolicy?: AccessControlPolicy;
}

/** A bucket that does not exist yet has no ownership controls; S3 compares the two members of CreateBucket itself. */
const withoutBucket: ReadonlySet<string> = new Set(['CreateBucket']);

/**
 * Refuses what would set an ACL in a bucket that has ACLs disabled, other than the one that holds there anyway: the bucket
 * owner's full control. Not every endpoint looks at it. Throws AwsError `AccessControlListNotSupported`.
 *
 * Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export async function refuseAcl(
  { input, operation }: { readonly input: object; readonly operation: string },
  { ownership, acl }: BucketLookups,
): Promise<void> {
  const write: AclWrite = input;
  const { Bucket, AccessControlPolicy: policy } = write;
  if (Bucket === undefined || withoutBucket.has(operation)) return;
  if (policy === undefined && !asksForAcl(write)) return;
  if (policy === undefined && isOwnersFullControl(write)) return;
  if (!(await aclsAreDisabled(ownership(Bucket)))) return;
  if (policy !== undefined && !asksForAcl(write) && givesOnlyItsOwner(policy, await acl(Bucket))) return;
  throw aclsNotSupported();
}

function isOwnersFullControl({ ACL, ...grants }: AclWrite): boolean {
  return ACL === 'bucket-owner-full-control' && !asksForAcl(grants);
}

function givesOnlyItsOwner(
  { Grants = [] }: AccessControlPolicy,
  bucket: { Owner?: { ID?: string } },
): boolean {
  const [grant, ...others] = Grants;
  const owner = bucket.Owner?.ID;
  if (owner === undefined || others.length > 0) return false;
  return grant?.Permission === 'FULL_CONTROL' && grant.Grantee?.ID === owner;
}

/** A bucket without any ownership controls is one from before they were there. */
async function aclsAreDisabled(
  controls: Promise<Output<'s3', 'GetBucketOwnershipControls'>>,
): Promise<boolean> {
  try {
    const { OwnershipControls } = await controls;
    return OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced';
  } catch (error) {
    if (error instanceof AwsError && error.code === 'OwnershipControlsNotFoundError') return false;
    throw error;
  }
}
