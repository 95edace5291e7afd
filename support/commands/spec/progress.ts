import type { ExampleResult } from './example-result.ts';

/**
 * Shows the progress of a run: on a terminal one line that is rewritten, elsewhere a mark for each example.
 * Disposing it clears the line.
 */
export class ProgressLine implements Disposable {
  readonly #out: NodeJS.WriteStream;
  #done = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    // A container takes many seconds to start, and no example ends meanwhile.
    if (out.isTTY) out.write('  starting');
  }

  /** Counts an example that has ended, of `planned`. */
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
