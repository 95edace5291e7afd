import { noSuchBucket } from '../../../aws/no-such-bucket.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { Conditions, Store } from '../../../stores/store.ts';

/** A bucket that a call names. */
export interface NamedBucket {
  readonly name: string;
  /** The account that owns it. */
  readonly owner: string;
  /** Tells it from a later bucket of its name and account. */
  readonly id: string;
}

/** The bucket that a call of its name was decided on. Throws NoSuchBucket if it was decided on none. */
export function decidedBucket(name: string, { bucketOwners, bucketIds }: Conditions = {}): NamedBucket {
  const owner = bucketOwners?.[name];
  const id = bucketIds?.[name];
  if (owner === undefined || id === undefined) throw noSuchBucket(name);
  return { name, owner, id };
}

/**
 * The bucket of a name. A plan asks for it before it reads anything else of the bucket. So a bucket that is made anew in
 * the meantime is never taken for the one that was read. Throws NoSuchBucket.
 */
export function namedBucket(
  store: Pick<Store, 'bucketId' | 'bucketOwner'>,
  name: string,
): Awaitable<NamedBucket> {
  return whenKnown(store.bucketOwner(name), (owner) =>
    whenKnown(store.bucketId(name), (id) => {
      if (owner === undefined || id === undefined) throw noSuchBucket(name);
      return { name, owner, id };
    }),
  );
}
