import type { RecordedExample, RunRecord } from '../record/run-record.ts';

type Identified = Pick<RecordedExample, 'name' | 'steps' | 'line'>;

/**
 * The identities of examples across records. Lines move when a file is edited, names and steps rarely do. Rows of an outline
 * may differ in a table or a text below a step alone. Where two examples of one commit have the same words, the line counts.
 */
export class ExampleKeys {
  readonly #alike = new Set<string>();

  constructor(records: readonly RunRecord[]) {
    const places = new Map<string, Set<number>>();
    records.forEach(({ run, features }, index) => {
      const commit = run.commit === undefined || run.commit.changed ? `record ${index}` : run.commit.id;
      for (const { file, rules } of features)
        for (const { examples } of rules)
          for (const example of examples) {
            const words = wordsOf(file, example);
            const lines = places.get(`${commit}\n${words}`) ?? new Set();
            places.set(`${commit}\n${words}`, lines.add(example.line));
            if (lines.size > 1) this.#alike.add(words);
          }
    });
  }

  /** The identity of an example of a file. */
  of(file: string, example: Identified): string {
    const words = wordsOf(file, example);
    return this.#alike.has(words) ? `${words}\n${example.line}` : words;
  }
}

function wordsOf(file: string, { name, steps }: Identified): string {
  return JSON.stringify([file, name, steps.map(({ text, table, docString }) => [text, table, docString])]);
}
