import { AwsError } from '../../../../aws/aws-error.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { namedBucket } from '../named-bucket.ts';

/**
 * Refuses to set or remove the tags of a bucket by S3's own operations while ABAC is enabled for it. Throws AwsError
 * `NotImplemented`.
 *
 * Source: Amazon S3 user guide, "Enabling ABAC in general purpose buckets".
 * Undocumented: the code and text of AWS's refusal.
 */
export function refuseTaggingUnderAbac(
  { operation, input }: CallFacts<'s3'>,
  { store, surroundings }: Deciding,
): Promise<void> | undefined {
  if (operation !== 'PutBucketTagging' && operation !== 'DeleteBucketTagging') return undefined;
  if (surroundings.abacBuckets === undefined) return undefined;
  return requireDisabled(operation, String(Reflect.get(input, 'Bucket')), { store, surroundings });
}

async function requireDisabled(
  operation: string,
  name: string,
  { store, surroundings }: Pick<Deciding, 'store' | 'surroundings'>,
): Promise<void> {
  if (!surroundings.isUnderAbac(await namedBucket(store, name))) return;
  const message = `AWS refuses ${operation} while ABAC is enabled for ${name}, and does not document with which error.`;
  throw new AwsError('NotImplemented', 501, message).because({
    why: 'attribute-based access control is enabled for the bucket',
    remedy: 'use TagResource or UntagResource of S3 Control',
  });
}
