import { AwsError } from '../../../../aws/aws-error.ts';
import { accountOf } from '../../../../aws/principal.ts';
import { ANONYMOUS_USER } from '../../../../aws/s3-acl.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { unlessMissing } from '../../../policies/unless-missing.ts';
import { aclOfNewObject, aclWriteOf } from '../acl-write.ts';
import { bucketOwner } from '../bucket-owner.ts';
import { objectOwnership } from '../bucket-settings.ts';
import { objectMembers } from '../object-members.ts';

/**
 * Refuses an object that another account or an anonymous caller would own, at a store that gives every object to its bucket's
 * owner. The owner's policies would then decide on an object that is not theirs. Refuses an anonymous caller that would replace an
 * object of another owner. Throws AwsError `NotImplemented`.
 *
 * Undocumented: whether WRITE in a bucket's ACL lets an anonymous caller replace what others own. The page below says that it is
 * for the owners of existing objects.
 * Source: Amazon S3 user guide, "Access control list (ACL) overview", section "What permissions can I grant?".
 * Source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket". The writer owns an
 * object unless ACLs are disabled, or the bucket owner is preferred and the request sets `bucket-owner-full-control`.
 */
export function refuseForeignOwner(call: CallFacts<'s3'>): Promise<void> | undefined {
  const { operation, store, facts } = call;
  const completes = operation === 'CompleteMultipartUpload';
  if (!completes && !aclOfNewObject.has(operation)) return undefined;
  if (store.cannotHold?.includes('owner of an object') === true) return requireOwnOwner(call);
  // An anonymous caller begins no upload in parts.
  return facts.principal.type === 'Anonymous' && !completes ? requireNothingReplaced(call) : undefined;
}

async function requireNothingReplaced(call: CallFacts<'s3'>): Promise<void> {
  const { Bucket = '', Key = '' } = objectMembers(call.input);
  const account = await bucketOwner(call, Bucket);
  if ((await objectOwnership(call.store, { bucket: Bucket, account })) === 'BucketOwnerEnforced') return;
  const at = { service: 's3', operation: 'GetObjectAcl', region: 'us-east-1', account } as const;
  const found = await unlessMissing(NO_OBJECT, () => call.store.read({ ...at, input: { Bucket, Key } }));
  if (found === undefined || found.Owner?.ID === ANONYMOUS_USER) return;
  const message = `keyhole cannot tell whether an anonymous caller may replace ${Bucket}/${Key}, which another owns.`;
  throw new AwsError('NotImplemented', 501, message);
}

/** How S3 says that there is no object, or only a delete marker in its place. */
const NO_OBJECT = ['NoSuchKey', 'MethodNotAllowed'];

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
