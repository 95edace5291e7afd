import { AwsError } from '../../../aws/aws-error.ts';
import { BoundedMap } from '../../../aws/bounded-map.ts';
import type { Awaitable } from '../../awaitable.ts';
import { changes, type Written } from './stale-reads.ts';

/** Milliseconds for which an answer is used if no write passes through the gateway, and others may write. */
export const believedFor = 500;

interface Kept {
  /** The answer, once it is there. */
  value: Awaitable<unknown>;
  readonly until: number;
}

/**
 * A cache of the answers of read operations. An answer is kept until a write passes, for {@link believedFor} at most
 * unless another time is given. So a write that does not pass the gateway (CloudFormation, another client) is seen soon. "Does not
 * exist" and "no such operation" are kept as answers; other errors are not.
 */
export class ReadCache {
  readonly #believedFor: number;
  readonly #answers = new BoundedMap<Kept>(5000);

  /** Keeps answers for so many milliseconds. */
  constructor(keptFor: number = believedFor) {
    this.#believedFor = keptFor;
  }

  /** The answer that is kept, at once if it is there, or the one that is fetched now. */
  get<T>(key: string, fetch: () => Promise<T>): Awaitable<T> {
    const now = performance.now();
    const kept = this.#answers.get(key);
    // A key names the operation, and with it the type of its answer.
    if (kept !== undefined && kept.until > now) return kept.value as Awaitable<T>;
    const value = fetch();
    const asked: Kept = { value, until: now + this.#believedFor };
    value.then(
      (answer) => {
        asked.value = answer;
      },
      (error: unknown) => {
        if (!tellsAbsence(error) && this.#answers.get(key) === asked) this.#answers.delete(key);
      },
    );
    this.#answers.set(key, asked);
    return value;
  }

  /** Forgets one answer. */
  forget(key: string): void {
    this.#answers.delete(key);
  }

  /** Forgets everything. */
  clear(): void {
    this.#answers.clear();
  }

  /** Forgets what a write may have changed, as it begins and once it is done. */
  clearAfter(write: Written): void {
    for (const key of this.#answers.keys()) if (changes(write, key)) this.#answers.delete(key);
  }
}

/** `NoSuchEntity`, `NoSuchBucketPolicy`, `NotFoundException`, `ResourceNotFoundException`; `UnknownOperationException`. */
function tellsAbsence(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    error.status < 500 &&
    /^NoSuch|NotFound|^UnknownOperation|^NotImplemented/.test(error.code)
  );
}
