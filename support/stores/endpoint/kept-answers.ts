/** Milliseconds for which what was read is believed, where nobody writes through the gateway. */
export const believedFor = 1000;

interface Kept {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/**
 * Answers of read operations, kept until a write passes, and never for long: whoever writes behind the gateway's back
 * (CloudFormation, another client) is seen within {@link believedFor}. Failures are kept too: that there is no policy is
 * as good an answer as any.
 */
export class KeptAnswers {
  #answers = new Map<string, Kept>();

  /** The answer that is kept, or the one that is fetched now. */
  get<T>(key: string, fetch: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const kept = this.#answers.get(key);
    // A key names the operation, and with it the type of its answer.
    if (kept !== undefined && kept.until > now) return kept.value as Promise<T>;
    const value = fetch();
    value.catch(() => {});
    if (this.#answers.size > 5000) this.#answers.clear();
    this.#answers.set(key, { value, until: now + believedFor });
    return value;
  }

  /** Forgets everything: something was written, or is being written. */
  clear(): void {
    this.#answers = new Map();
  }
}
