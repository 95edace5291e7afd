import { noSuchBucket } from '../../../aws/no-such-bucket.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/** The account that owns a bucket; for a bucket being created, the caller's. Throws NoSuchBucket. */
export async function bucketOwner(
  call: Pick<CallFacts<'s3'>, 'store' | 'operation' | 'account'>,
  bucket: string | undefined,
): Promise<string> {
  if (bucket === undefined || call.operation === 'CreateBucket') return call.account;
  const owner = await call.store.bucketOwner(bucket);
  if (owner === undefined) throw noSuchBucket(bucket);
  return owner;
}
