import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

/**
 * Refuses access logs to a bucket that does not exist, or that another account or Region has. Throws AwsError
 * `InvalidTargetBucketForLogging`.
 *
 * Source: Amazon S3 API reference, PutBucketLogging.
 * Undocumented: the texts for a bucket of another account and of another Region.
 */
export function refuseLogTarget(call: CallFacts<'s3'>): Promise<void> | undefined {
  if (call.operation !== 'PutBucketLogging') return undefined;
  const { Bucket = '', BucketLoggingStatus } = call.input as Input<'s3', 'PutBucketLogging'>;
  const target = BucketLoggingStatus?.LoggingEnabled?.TargetBucket;
  return target === undefined ? undefined : requireTarget(call, Bucket, target);
}

async function requireTarget({ store }: CallFacts<'s3'>, bucket: string, target: string): Promise<void> {
  const owner = await store.bucketOwner(target);
  const refused = (message: string) =>
    new AwsError('InvalidTargetBucketForLogging', 400, message, { TargetBucket: target });
  if (owner === undefined) throw refused('The target bucket for logging does not exist');
  if (owner !== (await store.bucketOwner(bucket)))
    throw refused('The owner for the bucket to be logged and the target bucket must be the same.');
  if ((await store.bucketRegion(target)) !== (await store.bucketRegion(bucket)))
    throw refused('The target bucket for logging must be in the Region of the bucket to be logged.');
}
