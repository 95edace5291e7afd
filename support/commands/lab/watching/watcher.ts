import type { Sink } from './terminal-sink.ts';

/** The most bytes that wait for a slow terminal. */
const CAPACITY = 256 * 1024;

/**
 * Writes texts to a sink that may be slow, without waiting for it. Texts that do not fit the queue are left out and
 * counted, so that memory stays flat; a line says how many.
 */
export class Watcher {
  readonly #sink: Sink;
  readonly #told: (left: number) => string;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #left = 0;
  #isBlocked = false;

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

  /** Writes a text, now or once the sink takes it. */
  write(text: string): void {
    const bytes = Buffer.from(text);
    if (this.#bytes > 0 && this.#bytes + bytes.length > CAPACITY) {
      this.#left++;
      return;
    }
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    this.#flush();
  }

  #flush(): void {
    if (this.#isBlocked) return;
    let next = this.#waiting.shift();
    while (next !== undefined) {
      const rest = this.#sink.write(next);
      this.#bytes -= next.length - rest.length;
      if (rest.length > 0) {
        this.#waiting.unshift(rest);
        this.#isBlocked = true;
        this.#sink.whenReady(() => {
          this.#isBlocked = false;
          this.#flush();
        });
        return;
      }
      next = this.#waiting.shift();
    }
    if (this.#left > 0) {
      this.#tellOfLeftOut();
      this.#flush();
    }
  }

  #tellOfLeftOut(): void {
    const bytes = Buffer.from(this.#told(this.#left));
    this.#left = 0;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
  }
}
