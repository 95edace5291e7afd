import type { CORSRule } from '@aws-sdk/client-s3';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';

/**
 * The CORS rules of a bucket: none if it has no configuration, and undefined if it does not exist. Throws AwsError if they
 * cannot be read.
 */
export async function corsRules(store: Store, bucket: string): Promise<readonly CORSRule[] | undefined> {
  const account = await store.bucketOwner(bucket);
  if (account === undefined) return undefined;
  try {
    const input = { Bucket: bucket };
    const lookup = {
      service: 's3',
      operation: 'GetBucketCors',
      input,
      region: 'us-east-1',
      account,
    } as const;
    const { CORSRules = [] } = await store.read(lookup);
    return CORSRules;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'NoSuchCORSConfiguration') return [];
    if (error.code === 'NoSuchBucket') return undefined;
    throw error;
  }
}
