import type { Sink } from './terminal-sink.ts';

/** The most bytes that wait for a slow terminal. */
const CAPACITY = 256 * 1024;

/** The characters after which a piece that is written at once takes no further text. A single longer text is written whole. */
const PIECE = 16 * 1024;

/**
 * Writes texts to a sink that may be slow, without waiting for it. The texts of one turn of the event loop are written together. Under
 * many requests, a write for each costs a good part of the request. Texts that do not fit the queue are left out and counted, so that
 * memory stays flat; a line says how many.
 */
export class Watcher {
  readonly #sink: Sink;
  readonly #told: (left: number) => string;
  #waiting: string[] = [];
  /** The rest of the last piece, which the sink has not taken yet. */
  #rest: Uint8Array | undefined;
  #bytes = 0;
  #left = 0;
  #isBlocked = false;
  #isPlanned = false;

  constructor(
    sink: Sink,
    told = (left: number) => `… ${left} requests are not shown, since the output is too slow\n`,
  ) {
    this.#sink = sink;
    this.#told = told;
  }

  /** True if the next text is left out and counted, whatever it is. */
  get isFull(): boolean {
    return this.#bytes >= CAPACITY;
  }

  /** Writes a text at the end of this turn of the event loop, or once the sink takes it. */
  write(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#bytes > 0 && this.#bytes + length > CAPACITY) {
      this.#left++;
      return;
    }
    this.#waiting.push(text);
    this.#bytes += length;
    if (this.#isPlanned || this.#isBlocked) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.flush();
    });
  }

  /** Writes what waits, as far as the sink takes it now. */
  flush(): void {
    if (this.#isBlocked) return;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const rest = this.#sink.write(next);
      this.#bytes -= next.length - rest.length;
      if (rest.length > 0) {
        this.#rest = rest;
        this.#waitForSink();
        return;
      }
    }
  }

  #waitForSink(): void {
    this.#isBlocked = true;
    this.#sink.whenReady(() => {
      this.#isBlocked = false;
      this.flush();
    });
  }

  /** The next piece to write; undefined if nothing waits. */
  #next(): Uint8Array | undefined {
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest !== undefined) return rest;
    if (this.#waiting.length === 0 && this.#left > 0) this.#tellOfLeftOut();
    let [count, length] = [0, 0];
    while (count < this.#waiting.length && (count === 0 || length < PIECE))
      length += this.#waiting[count++]?.length ?? 0;
    return count === 0 ? undefined : Buffer.from(this.#waiting.splice(0, count).join(''));
  }

  #tellOfLeftOut(): void {
    const text = this.#told(this.#left);
    this.#left = 0;
    this.#waiting.push(text);
    this.#bytes += Buffer.byteLength(text);
  }
}
