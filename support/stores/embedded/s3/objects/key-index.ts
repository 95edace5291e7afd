import { compareKeys } from './key-order.ts';

const CHUNK_LIMIT = 512;

interface Chunk<V> {
  readonly keys: string[];
  readonly values: V[];
}

/** A map whose keys stay in S3's order. They are kept sorted in chunks, so that no listing has to sort. */
export class KeyIndex<V> {
  readonly #values = new Map<string, V>();
  readonly #chunks: Chunk<V>[] = [{ keys: [], values: [] }];

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  /** Adds a new key. */
  add(key: string, value: V): void {
    this.#values.set(key, value);
    const number = this.#chunkFor(key);
    const chunk = this.#chunkAt(number);
    const at = countBefore(chunk.keys, key);
    chunk.keys.splice(at, 0, key);
    chunk.values.splice(at, 0, value);
    if (chunk.keys.length > CHUNK_LIMIT) this.#split(number);
  }

  delete(key: string): void {
    if (!this.#values.delete(key)) return;
    const number = this.#chunkFor(key);
    const chunk = this.#chunkAt(number);
    const at = countBefore(chunk.keys, key);
    chunk.keys.splice(at, 1);
    chunk.values.splice(at, 1);
    if (chunk.keys.length === 0 && this.#chunks.length > 1) this.#chunks.splice(number, 1);
  }

  /** A cursor at the first key that `isBefore` does not hold for; it must hold for all keys before and none after. */
  seek(isBefore: (key: string) => boolean): Cursor<V> {
    const number = Math.min(
      partitionPoint(this.#chunks.length, (n) => {
        const last = this.#chunkAt(n).keys.at(-1);
        return last !== undefined && isBefore(last);
      }),
      this.#chunks.length - 1,
    );
    const { keys } = this.#chunkAt(number);
    return new Cursor(
      this.#chunks,
      number,
      partitionPoint(keys.length, (n) => isBefore(keys[n] ?? '')),
    );
  }

  /** Every value, in the order of the keys. */
  *values(): Generator<V> {
    for (const chunk of this.#chunks) yield* chunk.values;
  }

  #chunkFor(key: string): number {
    const point = partitionPoint(this.#chunks.length, (n) => {
      const last = this.#chunkAt(n).keys.at(-1);
      return last !== undefined && compareKeys(last, key) < 0;
    });
    return Math.min(point, this.#chunks.length - 1);
  }

  #chunkAt(number: number): Chunk<V> {
    const chunk = this.#chunks[number];
    if (chunk === undefined) throw new Error('no such chunk of keys');
    return chunk;
  }

  #split(number: number): void {
    const chunk = this.#chunkAt(number);
    // Keys mostly arrive in order: a chunk that grew at the end of all keys is left nearly full.
    const isLast = number === this.#chunks.length - 1;
    const at = isLast ? CHUNK_LIMIT - 16 : CHUNK_LIMIT / 2;
    this.#chunks.splice(number + 1, 0, { keys: chunk.keys.splice(at), values: chunk.values.splice(at) });
  }
}

/** A place among the keys; valid until the next write. */
export class Cursor<V> {
  readonly #chunks: readonly Chunk<V>[];
  #number: number;
  #at: number;

  constructor(chunks: readonly Chunk<V>[], number: number, at: number) {
    this.#chunks = chunks;
    this.#number = number;
    this.#at = at;
  }

  /** Returns the value at the cursor and moves to the next; undefined at the end. */
  next(): V | undefined {
    for (;;) {
      const chunk = this.#chunks[this.#number];
      if (chunk === undefined) return undefined;
      if (this.#at < chunk.values.length) return chunk.values[this.#at++];
      this.#number++;
      this.#at = 0;
    }
  }
}

function countBefore(keys: readonly string[], key: string): number {
  return partitionPoint(keys.length, (n) => compareKeys(keys[n] ?? '', key) < 0);
}

/** The number of indices from 0 to `length` − 1 for which `isBefore` is true. */
function partitionPoint(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
