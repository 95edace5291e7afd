import type { CORSRule } from '@aws-sdk/client-s3';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';

/** How S3 answers that a bucket has no rules, or that there is no such bucket. */
const NONE: ReadonlySet<string> = new Set(['NoSuchCORSConfiguration', 'NoSuchBucket']);

/** The CORS rules of a bucket, none if it has none. Throws AwsError if they cannot be read. */
export async function corsRules(store: Store, bucket: string): Promise<readonly CORSRule[]> {
  const account = await store.bucketOwner(bucket);
  if (account === undefined) return [];
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
    if (error instanceof AwsError && NONE.has(error.code)) return [];
    throw error;
  }
}
