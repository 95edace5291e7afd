import { createRequire } from 'node:module';
import type { expect as Expect } from '@jest/globals';

/**
 * The part of Jest that the tests of the engine use, to run them repeatedly in one process. It replaces `@jest/globals`
 * and is loaded anew for every mutant.
 */

const { jestExpect }: { jestExpect: typeof Expect } = createRequire(import.meta.resolve('@jest/globals'))(
  '@jest/expect',
);

type Body = (...row: readonly unknown[]) => unknown;

const tests: { readonly name: string; readonly run: () => unknown }[] = [];

export const expect = jestExpect;

export function describe(_name: string, body: () => void): void {
  body();
}

export function test(name: string, run: () => unknown): void {
  tests.push({ name, run });
}

test.each =
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of rows) {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      test(`${name} ${String(values[0])}`, () => body(...values));
    }
  };

/** Runs and forgets the collected tests; the name of the first test that fails. */
export async function firstFailure(): Promise<string | undefined> {
  for (const { name, run } of tests.splice(0)) {
    try {
      await run();
    } catch {
      return name;
    }
  }
  return undefined;
}
