import type { RecordedDenial } from '../record/recorded-decision.ts';
import { once } from '../site/once.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';
import type { Extent } from './what-was-considered.ts';

/** Where a page explains a denial. */
export interface Entry {
  readonly id: string;
  readonly example: SiteExample;
}

/** Lengths in characters: beyond them, the explanations of a page say less. */
const MOST_TEXTS = 90_000;
const MOST_LINES = 150_000;
const MOST_NEAREST = 210_000;

/** The explanations of a page: what was considered is written once, and large pages say less of each. */
export class ExplanationBook {
  readonly #entries = new Map<string, Entry>();
  #size = 0;

  /** Enters an explanation. Returns the earlier one of the same sentence, statements and mismatches, if there is one. */
  enter({ sentence, nearest, considered }: RecordedDenial, entry: Entry): Entry | undefined {
    const key = JSON.stringify([sentence, nearest, considered]);
    const earlier = this.#entries.get(key);
    if (earlier === undefined) this.#entries.set(key, entry);
    return earlier;
  }

  /** Counts what was written. */
  add(characters: number): void {
    this.#size += characters;
  }

  /** How much the next explanation may say. */
  extent(): Extent {
    if (this.#size < MOST_TEXTS) return 'texts';
    return this.#size < MOST_LINES ? 'lines' : 'nearest';
  }

  /** True if the page has no room for more than the facts of a request. */
  get isFull(): boolean {
    return this.#size >= MOST_NEAREST;
  }
}

/** The book of a page. */
export const explanationBook = once((_: PageContext) => new ExplanationBook());
