import { AwsError } from '../../../aws/aws-error.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { type AclWrite, aclOfNewObject, giveOnly, grantsOf } from './acl-write.ts';
import { bucketAcl, type OwnedBucket, objectOwnership } from './bucket-settings.ts';

/** Canned ACLs that give an object of the bucket's own account to that account alone. */
const ownersOnly: ReadonlySet<string> = new Set(['private', 'bucket-owner-read']);

/**
 * Refuses an ACL in a bucket that has ACLs disabled. It takes the ACL that holds there anyway: full control
 * for the bucket's owner. Throws AwsError `AccessControlListNotSupported`.
 *
 * Source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 * Observed on AWS: for a new object of the bucket's own account it takes `private` and `bucket-owner-read`.
 * For a bucket or an existing object it refuses `private`.
 */
export async function refuseDisabledAcl(
  call: CallFacts<'s3'>,
  { write, owned }: { readonly write: AclWrite; readonly owned: OwnedBucket },
): Promise<void> {
  if (write.ACL === 'bucket-owner-full-control') return;
  const ownObject = aclOfNewObject.has(call.operation) && accountOf(call.facts.principal) === owned.account;
  if (ownObject && write.ACL !== undefined && ownersOnly.has(write.ACL)) return;
  if ((await objectOwnership(call.store, owned)) !== 'BucketOwnerEnforced') return;
  if (write.ACL === undefined) {
    const { Owner } = await bucketAcl(call.store, owned);
    if (giveOnly(Owner?.ID, grantsOf(write))) return;
  }
  throw new AwsError('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs').because({
    why: `the Object Ownership of the bucket ${owned.bucket} is BucketOwnerEnforced, so its objects are its owner's and ACLs are disabled`,
    remedy:
      'send the request without an ACL and give access by policies, or set the Object Ownership to BucketOwnerPreferred',
  });
}
