import type { RecordedExample } from '../record/run-record.ts';

/**
 * The identity of an example across runs: lines move when a file is edited, names and steps rarely do. Rows of an outline
 * may differ in a table or a text below a step alone.
 */
export function exampleKey(file: string, { name, steps }: Pick<RecordedExample, 'name' | 'steps'>): string {
  return JSON.stringify([file, name, steps.map(({ text, table, docString }) => [text, table, docString])]);
}
