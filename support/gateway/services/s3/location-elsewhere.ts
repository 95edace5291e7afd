import { AwsError } from '../../../aws/aws-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { NamedBucket } from './named-bucket.ts';

/**
 * The check of a GetBucketLocation that is sent to another Region than the bucket's. Its bucket policy does not apply there, so
 * other accounts are refused. An anonymous request has no Region but that of its host, which is checked for every operation.
 *
 * Differs: what the bucket policy denies to callers of its own account is denied here too.
 * Source: Amazon S3 API reference, GetBucketLocation.
 */
export async function locationElsewhereChecks(
  { store, region, account }: CallFacts<'s3'>,
  bucket: NamedBucket | undefined,
): Promise<readonly Check[]> {
  if (bucket === undefined || bucket.owner === account) return [];
  if ((await store.bucketRegion(bucket.name)) === region) return [];
  return [{ kind: 'error', error: new AwsError('AccessDenied', 403, 'Access Denied') }];
}
