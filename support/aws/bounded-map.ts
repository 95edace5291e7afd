/** A map for what is only remembered: the oldest entries make room, so that memory stays flat however many requests come. */
export class BoundedMap<V> {
  readonly #values = new Map<string, V>();
  readonly #capacity: number;
  #hasForgotten = false;

  /** `capacity` is a number of entries, at least one. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#values.size;
  }

  /** True once an entry has made room: what is not in the map may have been. */
  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  /** Sets a value, which is the newest from now on. */
  set(key: string, value: V): void {
    this.#values.delete(key);
    // A Map keeps its order: the first is the oldest.
    const [oldest] = this.#values.size < this.#capacity ? [] : this.#values.keys();
    if (oldest !== undefined) this.#hasForgotten = this.#values.delete(oldest);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  entries(): Iterable<readonly [key: string, value: V]> {
    return this.#values.entries();
  }

  /** The value of a key, made where it is not remembered. */
  getOrMake(key: string, make: () => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }
}
