import type { Awaitable } from '../../stores/awaitable.ts';

/** How often a value is read while writes go on. */
const ATTEMPTS = 3;

/**
 * Values read from the store, kept until a write passes through the gateway.
 *
 * A value that is read while a write ends is not kept, and is read again. Its parts may be from before and
 * after the write. A failed reading is not kept. If others also write to the store, no value is kept for
 * longer than a given age.
 */
export class PolicyCache<V> {
  #values = new Map<string, V>();
  #generation = 0;
  readonly #capacity: number;
  readonly #maximumAge: number | undefined;
  #since = 0;

  /** `maximumAge` is in milliseconds; without it, values are kept for ever. */
  constructor(capacity = 10_000, maximumAge?: number) {
    this.#capacity = capacity;
    this.#maximumAge = maximumAge;
  }

  /** The kept value at once, or the promise of the loaded one. */
  get(key: string, load: () => Promise<V>): Awaitable<V> {
    this.#age();
    return this.#values.get(key) ?? this.#loaded(key, load);
  }

  async #loaded(key: string, load: () => Promise<V>): Promise<V> {
    for (let attempt = 1; ; attempt++) {
      const generation = this.#generation;
      const value = await load();
      if (generation === this.#generation) {
        if (this.#values.size >= this.#capacity) this.#values = new Map();
        this.#values.set(key, value);
        return value;
      }
      if (attempt === ATTEMPTS) return value;
    }
  }

  /** Forgets everything once it is old: as old as the first of it. */
  #age(): void {
    if (this.#maximumAge === undefined) return;
    const now = performance.now();
    if (now - this.#since < this.#maximumAge) return;
    this.clear();
    this.#since = now;
  }

  /** Forgets everything: something was written. */
  clear(): void {
    this.#generation++;
    if (this.#values.size > 0) this.#values = new Map();
  }
}
