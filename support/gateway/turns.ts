/** Has calls about one thing performed one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Does some work once all earlier work about a thing has ended, and at once if there is none. */
  take<T>(thing: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(thing);
    const done = before === undefined ? work() : before.then(work);
    const ended: Promise<void> = done.then(
      () => this.#end(thing, ended),
      () => this.#end(thing, ended),
    );
    this.#last.set(thing, ended);
    return done;
  }

  /** Forgets a thing that no later work waits for. */
  #end(thing: string, ended: Promise<void>): void {
    if (this.#last.get(thing) === ended) this.#last.delete(thing);
  }
}
