/**
 * Values read from the store, kept until a write passes through the gateway.
 *
 * A value whose reading began before a write is not kept: it may be older than that write.
 */
export class PolicyCache<V> {
  #values = new Map<string, V>();
  #generation = 0;
  readonly #capacity: number;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  /** The kept value, or the loaded one. */
  async get(key: string, load: () => Promise<V>): Promise<V> {
    const kept = this.#values.get(key);
    if (kept !== undefined) return kept;
    const generation = this.#generation;
    const value = await load();
    if (generation === this.#generation) {
      if (this.#values.size >= this.#capacity) this.#values = new Map();
      this.#values.set(key, value);
    }
    return value;
  }

  /** Forgets everything: something was written. */
  clear(): void {
    this.#generation++;
    if (this.#values.size > 0) this.#values = new Map();
  }
}
