import { test } from '@jest/globals';
import { dockerAnswers } from '../docker-answers.ts';

/**
 * Tells whether Docker answers, for the tests of a file that need it. Calls {@link tellMissing} if it does
 * not.
 */
export async function dockerOrTold(): Promise<boolean> {
  const answers = await dockerAnswers();
  if (!answers) tellMissing('Docker');
  return answers;
}

/** Adds a skipped test that says what the tests of a file lack; with KEYHOLE_REQUIRE_DOCKER=1 it fails. */
export function tellMissing(what: string): void {
  if (process.env.KEYHOLE_REQUIRE_DOCKER === '1') {
    test(`${what} answers`, () => {
      throw new Error(`KEYHOLE_REQUIRE_DOCKER=1, but no ${what} answers: docker info tells why`);
    });
  } else {
    test.skip(`some of this is not tested, since no ${what} answers`, () => {});
  }
}
