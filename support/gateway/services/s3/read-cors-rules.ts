import type { CORSRule } from '@aws-sdk/client-s3';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';

/**
 * The CORS rules of a bucket: none if it has no configuration, and undefined if it does not exist. A name can be that of an access
 * point: the rules of its bucket are its own. Throws AwsError if they cannot be read.
 *
 * Undocumented: whether an access point answers web pages by the rules of its bucket. GetBucketCors shows them through it.
 */
export async function corsRules(
  store: Store,
  name: string,
  accessPoints: readonly AccessPoint[] = [],
): Promise<readonly CORSRule[] | undefined> {
  const bucket = (await store.bucketOwner(name)) === undefined ? behind(name, accessPoints) : name;
  return bucket === undefined ? undefined : rulesOf(store, bucket);
}

/** The bucket of the access point that has an alias, or a host such as `mine-111111111111.localhost`. */
function behind(name: string, accessPoints: readonly AccessPoint[]): string | undefined {
  const named = accessPoints.filter(
    (point) => point.alias === name || `${point.name}-${point.account}` === name,
  );
  const buckets = new Set(named.map(({ bucket }) => bucket));
  // A request before the one that is signed does not say which Region is meant.
  return buckets.size === 1 ? named[0]?.bucket : undefined;
}

async function rulesOf(store: Store, bucket: string): Promise<readonly CORSRule[] | undefined> {
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
