import { type Both, type Difference, differences } from './compare.ts';
import { knownDifferences } from './known/all-known.ts';
import { isKnownAs, type KnownDifference } from './known-differences.ts';

/** For tests: judges differences by the table of those that are known, and notes which rows were needed. */
export class Judge {
  readonly #all: boolean;
  readonly #needed = new Set<KnownDifference>();
  readonly #asked: string[] = [];

  /** `all`: true if every value of every member is asked. Otherwise each member takes one of them, in turn. */
  constructor({ all }: { readonly all: boolean }) {
    this.#all = all;
  }

  /** The differences of requests that no row of the table allows, each as one line. */
  unknown(answers: readonly Both[]): readonly string[] {
    return answers.flatMap((both) => {
      this.#asked.push(both.name);
      return differences(both)
        .filter((difference) => !this.#isKnown(difference))
        .map(line);
    });
  }

  /** The differences in result that no row of the table allows, each as one line. */
  unknownOutcomes(both: Both): readonly string[] {
    return differences(both)
      .filter((difference) => difference.kind === 'result' && !this.#isKnown(difference))
      .map(line);
  }

  /**
   * The rows whose request was asked, and that no difference needed: they are to be removed. A row that names no request
   * counts only if all were asked.
   */
  get unneeded(): readonly KnownDifference[] {
    return knownDifferences.filter(
      (known) =>
        !this.#needed.has(known) && this.#asked.some((name) => known.request?.test(name) ?? this.#all),
    );
  }

  #isKnown(difference: Difference): boolean {
    const rows = knownDifferences.filter((known) => isKnownAs(known, difference));
    for (const row of rows) this.#needed.add(row);
    return rows.length > 0;
  }
}

function line({ name, of, kind, at, embedded, localstack }: Difference): string {
  return `${name} | ${kind} of ${of}${at.startsWith('.') ? '' : ': '}${at} | embedded: ${embedded} | LocalStack: ${localstack}`;
}
