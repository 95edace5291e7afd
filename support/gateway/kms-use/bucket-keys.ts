import { BoundedMap } from '../../aws/bounded-map.ts';

/** The use that a bucket-level key was obtained for. */
export interface BucketKeyUse {
  /** The requester; each session of a role is another. */
  readonly requester: string;
  /** `GenerateDataKey` for writing, `Decrypt` for reading. */
  readonly operation: string;
  readonly keyArn: string;
  /** The bucket's ARN, and the pairs that the writer added. */
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/** In milliseconds. */
const LIFETIME = 300_000;
/** How many are remembered. */
const CAPACITY = 1000;

/**
 * The bucket-level keys that S3 has from KMS. With one, S3 makes and opens data keys of that bucket without asking KMS.
 * It obtains one for each requester, so that KMS records the requester.
 *
 * Source: Amazon S3 user guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys".
 *
 * Undocumented: how long a bucket-level key serves; here five minutes.
 * Undocumented: whether a key obtained for writing also serves reading; here it does not.
 */
export class BucketKeys {
  readonly #until = new BoundedMap<number>(CAPACITY);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** True while S3 has the key and need not ask KMS. */
  has(use: BucketKeyUse): boolean {
    const until = this.#until.get(nameOf(use));
    return until !== undefined && this.#now() < until;
  }

  /** Notes that KMS gave the key. */
  keep(use: BucketKeyUse): void {
    this.#until.set(nameOf(use), this.#now() + LIFETIME);
  }

  /** Notes that KMS would not give the key any more. */
  drop(use: BucketKeyUse): void {
    this.#until.delete(nameOf(use));
  }
}

function nameOf({ requester, operation, keyArn, encryptionContext }: BucketKeyUse): string {
  return JSON.stringify([requester, operation, keyArn, Object.entries(encryptionContext).toSorted()]);
}
