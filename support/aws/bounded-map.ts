/**
 * A map with a limited number of entries: new entries replace the oldest, so that memory stays flat over many requests.
 */
export class BoundedMap<V, K = string> {
  readonly #values = new Map<K, V>();
  readonly #capacity: number;
  #hasForgotten = false;

  /** `capacity` is the number of entries, at least one. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#values.size;
  }

  /** True once an entry was replaced: a key that is not in the map may have been in it. */
  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  get(key: K): V | undefined {
    return this.#values.get(key);
  }

  /** Sets a value and makes it the newest. */
  set(key: K, value: V): void {
    this.#values.delete(key);
    // A Map keeps its order: the first entry is the oldest.
    const [oldest] = this.#values.size < this.#capacity ? [] : this.#values.keys();
    if (oldest !== undefined) this.#hasForgotten = this.#values.delete(oldest);
    this.#values.set(key, value);
  }

  delete(key: K): void {
    this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
  }

  keys(): Iterable<K> {
    return this.#values.keys();
  }

  entries(): Iterable<readonly [key: K, value: V]> {
    return this.#values.entries();
  }

  /** The value of a key; `make` provides it if the map does not have it. */
  getOrMake(key: K, make: () => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }
}
