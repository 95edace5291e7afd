import type { Payload } from '../../aws/operations.ts';
import { formRefusals } from './form-refusals.ts';

/** A body that is read up to given bytes. It holds no more of the body than it has to. */
export class BodyWindow {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer;
  #taken = 0;

  constructor(body: Payload, before: Uint8Array) {
    this.#source = body[Symbol.asyncIterator]();
    this.#held = Buffer.from(before);
  }

  /** The number of bytes that were taken, with the bytes that ended them. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes the bytes before a mark, and the mark. Throws AwsError if it does not come within a number of bytes. */
  async takeUntil(mark: Uint8Array, most: number): Promise<Uint8Array> {
    let from = 0;
    for (;;) {
      const at = this.#held.indexOf(mark, from);
      if (at >= 0) return this.#take(at, mark.length);
      if (this.#held.length > most + mark.length) throw formRefusals.fieldsTooLarge();
      from = Math.max(0, this.#held.length - mark.length + 1);
      if (!(await this.#more())) throw formRefusals.malformed();
    }
  }

  /** The next bytes, which stay. Throws AwsError if the body ends before. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#held.length < count) if (!(await this.#more())) throw formRefusals.malformed();
    return this.#held.subarray(0, count);
  }

  /** Passes on the bytes before a mark as they come. Returns false if the body ends before the mark. */
  async *streamUntil(mark: Uint8Array): AsyncGenerator<Uint8Array, boolean> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const last = this.#take(at, mark.length);
        if (last.length > 0) yield last;
        return true;
      }
      // The last bytes may be the beginning of the mark.
      const known = Math.max(0, this.#held.length - mark.length + 1);
      if (known > 0) yield this.#take(known, 0);
      if (!(await this.#more())) return false;
    }
  }

  /** Reads the rest of the body, and drops it. */
  async discard(): Promise<void> {
    this.#held = Buffer.alloc(0);
    while (!(await this.#source.next()).done);
  }

  #take(length: number, mark: number): Uint8Array {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length + mark);
    this.#taken += length + mark;
    return taken;
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
    return true;
  }
}
