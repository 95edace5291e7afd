import { readFileSync } from 'node:fs';
import { type Both, type Difference, differences } from './compare.ts';
import { knownDifferences } from './known/all-known.ts';
import { isKnownAs, type KnownDifference } from './known-differences.ts';

/** For tests: requests whose outcomes still differ, though none may: by operation, the names of the requests. */
export const knownWrong: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('known-wrong.json', import.meta.url), 'utf8'),
);

/** For tests: whether outcomes of a request are known to differ. */
export function isKnownWrong(name: string): boolean {
  const space = name.indexOf(' ');
  return knownWrong[name.slice(0, space)]?.includes(name.slice(space + 1)) ?? false;
}

/** For tests: judges differences by the table of those that are known, and notes which rows were needed. */
export class Judge {
  readonly #needed = new Set<KnownDifference>();
  readonly #stillWrong = new Set<string>();

  /** The differences of requests that stand in no table, each as one line. */
  unknown(answers: readonly Both[]): readonly string[] {
    return answers.flatMap((both) => {
      const unexplained = differences(both).filter((difference) => !this.#isKnown(difference));
      if (!isKnownWrong(both.name)) return unexplained.map(line);
      if (unexplained.some(({ kind }) => kind === 'allowed')) this.#stillWrong.add(both.name);
      return [];
    });
  }

  /** The rows that no difference needed: they are to be removed. */
  get unneeded(): readonly KnownDifference[] {
    return knownDifferences.filter((known) => !this.#needed.has(known));
  }

  /** The requests whose outcomes agree by now, though they are listed as wrong: they are to be removed. */
  get mended(): readonly string[] {
    return Object.entries(knownWrong)
      .flatMap(([operation, names]) => names.map((name) => `${operation} ${name}`))
      .filter((name) => !this.#stillWrong.has(name));
  }

  #isKnown(difference: Difference): boolean {
    const rows = knownDifferences.filter((known) => isKnownAs(known, difference));
    for (const row of rows) this.#needed.add(row);
    return rows.length > 0;
  }
}

function line({ name, kind, at, embedded, localstack }: Difference): string {
  return `${name} | ${kind} ${at} | embedded: ${embedded} | LocalStack: ${localstack}`;
}
