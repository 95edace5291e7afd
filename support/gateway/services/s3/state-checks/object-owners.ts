import { AwsError } from '../../../../aws/aws-error.ts';
import { accountOf } from '../../../../aws/principal.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { aclOfNewObject, aclWriteOf } from '../acl-write.ts';
import { bucketOwner } from '../bucket-owner.ts';
import { objectOwnership } from '../bucket-settings.ts';
import { objectMembers } from '../object-members.ts';

/**
 * Refuses an object that another account or an anonymous caller would own, at a store that gives every object to its bucket's
 * owner. The owner's policies would then decide on an object that is not theirs. Throws AwsError `NotImplemented`.
 * Source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket". The writer owns an
 * object unless ACLs are disabled, or the bucket owner is preferred and the request sets `bucket-owner-full-control`.
 */
export function refuseForeignOwner(call: CallFacts<'s3'>): Promise<void> | undefined {
  const { operation, store } = call;
  const completes = operation === 'CompleteMultipartUpload';
  if (!completes && !aclOfNewObject.has(operation)) return undefined;
  return store.cannotHold?.includes('owner of an object') === true ? requireOwnOwner(call) : undefined;
}

async function requireOwnOwner(call: CallFacts<'s3'>): Promise<void> {
  const { operation, store, facts } = call;
  const bucket = objectMembers(call.input).Bucket ?? '';
  const account = await bucketOwner(call, bucket);
  if (accountOf(facts.principal) === account) return;
  const ownership = await objectOwnership(store, { bucket, account });
  if (ownership === 'BucketOwnerEnforced') return;
  // The owner of an upload was decided when it began.
  const given =
    operation === 'CompleteMultipartUpload' || aclWriteOf(call)?.ACL === 'bucket-owner-full-control';
  if (ownership === 'BucketOwnerPreferred' && given) return;
  const message = 'keyhole: the store does not keep that another than the bucket owner owns an object.';
  throw new AwsError('NotImplemented', 501, message);
}
