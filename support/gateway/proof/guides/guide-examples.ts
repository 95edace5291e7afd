import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { type Clients, codeOf, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';
import { denialsOf } from './denials.ts';

/** The accounts of an example: the owner of the resources, and a partner. */
export interface World {
  readonly lab: LabUnderTest;
  /** The root user of the owner's account. */
  readonly owner: Clients;
  /** The root user of the partner's account. */
  readonly partner: Clients;
}

/** A request of an example, with its answer: `granted`, `denied`, or status and code of another refusal. */
export type Ask<W extends World> = readonly [
  words: string,
  send: (world: W) => Promise<unknown>,
  answer: string,
];

/** An example of a guide: its policies are set, and then each request gets the answer that the guide promises. */
export interface Example<W extends World> {
  readonly words: string;
  readonly arrange: (world: W) => Promise<unknown>;
  readonly asks: readonly Ask<W>[];
}

/** Makes each example a test, in a lab of its own. `prepare` adds to the world what all of them need. */
export function holdsAsGuided<W extends World>(
  source: string,
  prepare: (world: World) => Promise<W>,
  examples: readonly Example<W>[],
): void {
  describe(source, () => {
    test.each(examples.map((example) => [example.words, example] as const))('%s', async (_, example) => {
      await using lab = await labUnderTest();
      const world = await prepare({ lab, owner: lab.as(account), partner: lab.as(otherAccount) });
      await example.arrange(world);
      const answers: Record<string, string> = {};
      for (const [words, send] of example.asks) answers[words] = denialsOf(await codeOf(send(world)));
      expect(answers).toEqual(Object.fromEntries(example.asks.map(([words, , answer]) => [words, answer])));
    });
  });
}

/** The condition of a statement: one operator with one key. */
export function when(operator: string, key: string, value: unknown): { readonly Condition: object } {
  return { Condition: { [operator]: { [key]: value } } };
}
