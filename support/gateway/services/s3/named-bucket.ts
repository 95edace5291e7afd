import { noSuchBucket } from '../../../aws/no-such-bucket.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';

/** A bucket that a call names. */
export interface NamedBucket {
  readonly name: string;
  /** The account that owns it. */
  readonly owner: string;
  /** Tells it from a later bucket of its name and account. */
  readonly id: string;
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
