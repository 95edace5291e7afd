import type { Input } from '../../../../aws/operations.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { aclContradictsOwnership } from '../acl-of-new-bucket.ts';
import { bucketOwner } from '../bucket-owner.ts';
import { bucketAcl } from '../bucket-settings.ts';

/**
 * Refuses to disable the ACLs of a bucket whose own ACL gives anything to others. Throws AwsError
 * `InvalidBucketAclWithObjectOwnership`.
 *
 * Source: Amazon S3 user guide, "Prerequisites for disabling ACLs".
 */
export function refuseToDisableAcls(call: CallFacts<'s3'>): Promise<void> | undefined {
  return call.operation === 'PutBucketOwnershipControls' ? requireNoGrants(call) : undefined;
}

async function requireNoGrants(call: CallFacts<'s3'>): Promise<void> {
  const { Bucket = '', OwnershipControls } = call.input as Input<'s3', 'PutBucketOwnershipControls'>;
  if (OwnershipControls?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced') return;
  const account = await bucketOwner(call, Bucket);
  const { Owner, Grants = [] } = await bucketAcl(call.store, { bucket: Bucket, account });
  if (Grants.some(({ Grantee }) => Grantee?.ID === undefined || Grantee.ID !== Owner?.ID)) {
    throw aclContradictsOwnership();
  }
}
