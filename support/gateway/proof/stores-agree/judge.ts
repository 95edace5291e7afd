import { readFileSync } from 'node:fs';
import { type Both, type Difference, differences } from './compare.ts';
import { knownDifferences } from './known/all-known.ts';
import { isKnownAs, type KnownDifference } from './known-differences.ts';

type Names = Readonly<Record<string, readonly string[]>>;

/**
 * For tests: requests that come out differently though they should not, since a rule is known to one store alone: those that
 * one store performs and the other refuses, and those that both refuse in other words. By operation, the requests' names.
 */
export const knownWrong: { readonly outcome: Names; readonly refusal: Names } = JSON.parse(
  readFileSync(new URL('known-wrong.json', import.meta.url), 'utf8'),
);

/** For tests: whether a request is known to come out differently in its outcome, or in its refusal. */
export function isKnownWrong(kind: keyof typeof knownWrong, name: string): boolean {
  const space = name.indexOf(' ');
  return knownWrong[kind][name.slice(0, space)]?.includes(name.slice(space + 1)) ?? false;
}

/** For tests: judges differences by the table of those that are known, and notes which rows were needed. */
export class Judge {
  readonly #needed = new Set<KnownDifference>();
  readonly #asked: string[] = [];
  readonly #mended: string[] = [];

  /** The differences of requests that stand in no table, each as one line. */
  unknown(answers: readonly Both[]): readonly string[] {
    return answers.flatMap((both) => {
      const unexplained = differences(both).filter((difference) => !this.#isKnown(difference));
      const { name } = both;
      this.#asked.push(name);
      const [wrongOutcome, wrongRefusal] = [isKnownWrong('outcome', name), isKnownWrong('refusal', name)];
      const isOutcome = unexplained.some(({ kind }) => kind === 'outcome');
      const isRefusal = unexplained.some(({ kind }) => kind === 'refusal');
      if ((wrongOutcome && !isOutcome) || (wrongRefusal && !isRefusal)) this.#mended.push(name);
      if (wrongOutcome) return [];
      return unexplained.filter(({ kind }) => !(wrongRefusal && kind === 'refusal')).map(line);
    });
  }

  /** The differences in outcome that stand in no table, each as one line. */
  unknownOutcomes(both: Both): readonly string[] {
    return differences(both)
      .filter((difference) => difference.kind === 'outcome' && !this.#isKnown(difference))
      .map(line);
  }

  /** The rows whose request was asked, and that no difference needed: they are to be removed. */
  get unneeded(): readonly KnownDifference[] {
    return knownDifferences.filter(
      (known) => !this.#needed.has(known) && this.#asked.some((name) => known.request?.test(name) ?? true),
    );
  }

  /** The requests that agree by now, though they are listed as wrong: they are to be removed. */
  get mended(): readonly string[] {
    return this.#mended;
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
