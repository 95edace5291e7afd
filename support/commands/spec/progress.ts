import type { ExampleResult } from './spec-results.ts';

/**
 * Shows how far a run is: one line that rewrites itself on a terminal, a mark for each example elsewhere. Disposing it
 * leaves the line clear for what follows.
 */
export class ProgressLine implements Disposable {
  readonly #out: NodeJS.WriteStream;
  #done = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    // A container takes many seconds to start, in which no example ends.
    if (out.isTTY) out.write('  starting');
  }

  /** One more example has ended, of `planned`. */
  ended({ status, name }: ExampleResult, planned: number): void {
    this.#done++;
    if (this.#out.isTTY) {
      const text = `  ${this.#done}/${planned} ${name}`.slice(0, (this.#out.columns ?? 80) - 1);
      this.#out.write(`\r\x1b[K${text}`);
    } else {
      this.#out.write(status === 'passed' ? '.' : status === 'skipped' ? '-' : 'F');
    }
  }

  [Symbol.dispose](): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
    else if (this.#done > 0) this.#out.write('\n');
  }
}
