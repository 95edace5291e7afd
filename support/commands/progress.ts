/** The time after which a count is shown, in milliseconds. */
const PATIENCE = 2000;

/** Counts what is done on one line of a terminal's standard error output, once it takes longer than two seconds. */
export class Progress {
  readonly #what: string;
  readonly #total: number | undefined;
  #shown = Date.now() + PATIENCE;
  #isShown = false;
  #count = 0;

  /** The total is undefined if it is not known before. */
  constructor(what: string, total: number | undefined) {
    this.#what = what;
    this.#total = total;
  }

  /** Counts one more. */
  step(): void {
    this.#count++;
    const now = Date.now();
    if (process.stderr.isTTY !== true || now < this.#shown) return;
    this.#shown = now + PATIENCE / 10;
    this.#isShown = true;
    process.stderr.write(
      `\r${this.#count}${this.#total === undefined ? '' : ` of ${this.#total}`} ${this.#what}`,
    );
  }

  /** Removes the line. */
  end(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[2K');
  }
}
