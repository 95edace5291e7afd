import { AwsError } from '../../../../aws/aws-error.ts';
import { BoundedMap } from '../../../../aws/bounded-map.ts';
import type { Awaitable } from '../../../awaitable.ts';
import type { ReadCache } from '../../read-cache/read-cache.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/** A bucket's owner and Region. */
export interface BucketPlace {
  readonly owner: string;
  readonly region: string;
  /** The date of its creation, if the endpoint gives it. */
  readonly id: string;
}

/**
 * Finds the owners of buckets. No operation of S3 returns the owner, so the lists of the accounts that made
 * the last requests are read. All accounts share the names of buckets.
 */
export class BucketDirectory {
  readonly #upstream: Upstream;
  readonly #kept: ReadCache;
  readonly #accounts: BoundedMap<true>;
  /** The last known owners of buckets, who are asked first: no two accounts have a bucket of one name. */
  readonly #owners = new BoundedMap<string>(1000);

  /** `accounts` are those that made requests last. */
  constructor(upstream: Upstream, kept: ReadCache, accounts: BoundedMap<true>) {
    this.#upstream = upstream;
    this.#kept = kept;
    this.#accounts = accounts;
  }

  /** Undefined if the bucket does not exist. Throws AwsError `NotImplemented` if its owner is unknown. */
  find(bucket: string): Awaitable<BucketPlace | undefined> {
    return this.#kept.get(`buckets named ${bucket}`, () => this.#find(bucket));
  }

  async #find(bucket: string): Promise<BucketPlace | undefined> {
    const before = this.#owners.get(bucket);
    const asking = this.#regionOf(bucket);
    // Both questions are under way at once. The owner of before may have the bucket no more.
    const [region, ofBefore] = await Promise.all([
      asking,
      before === undefined ? undefined : this.#bucketsOf(before),
    ]);
    if (region === undefined) return undefined;
    const known = ofBefore?.get(bucket);
    if (before !== undefined && known !== undefined) return { owner: before, region, id: known };
    for (const account of new Set([anyAccount.account, ...this.#accounts.keys()])) {
      const id = (await this.#bucketsOf(account)).get(bucket);
      if (id === undefined) continue;
      this.#owners.set(bucket, account);
      return { owner: account, region, id };
    }
    throw new AwsError(
      'NotImplemented',
      501,
      `keyhole cannot tell whose bucket ${bucket} is: no account that has made a request lately owns it. Make any request as its owner's root user.`,
    );
  }

  async #regionOf(Bucket: string): Promise<string | undefined> {
    try {
      const request = { service: 's3', operation: 'HeadBucket', input: { Bucket } } as const;
      const { BucketRegion } = await this.#upstream.perform({ ...request, ...anyAccount });
      return BucketRegion ?? 'us-east-1';
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) return undefined;
      // No bucket has a malformed name.
      if (error instanceof AwsError && error.status === 400) return undefined;
      throw error;
    }
  }

  #bucketsOf(account: string): Awaitable<ReadonlyMap<string, string>> {
    return this.#kept.get(`buckets of ${account}`, async () => {
      const request = { service: 's3', operation: 'ListBuckets', input: {} } as const;
      const { Buckets = [] } = await this.#upstream.perform({ ...request, account, region: 'us-east-1' });
      return new Map(Buckets.map(({ Name = '', CreationDate }) => [Name, CreationDate?.toISOString() ?? '']));
    });
  }
}

/** A permissive endpoint answers every caller. LocalStack uses this account for a caller without one. */
const anyAccount = { account: '000000000000', region: 'us-east-1' };
