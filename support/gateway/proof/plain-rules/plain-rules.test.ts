import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labUnderTest } from '../../testing/lab-under-test.ts';
import { asker } from './ask.ts';
import { newBase } from './base.ts';
import { expected } from './expected.ts';
import { play } from './play.ts';
import { type Question, questions } from './questions.ts';
import { type World, worlds } from './worlds.ts';

const QUESTIONS_OF_A_WORLD = 30;
const numRuns = Math.ceil(Number(process.env.ORACLE_TRIALS ?? 90) / QUESTIONS_OF_A_WORLD);

test('real requests are answered as plain rules say, written from the guides alone', async () => {
  await using lab = await labUnderTest();
  const base = await newBase(lab);
  const counts = { allow: 0, deny: 0, undecided: 0 };
  const answersTo = async (world: World, asked: readonly Question[]) => {
    const asking = asker(lab, base, await play(lab, base, world));
    const wrong: object[] = [];
    for (const question of asked) {
      const said = expected(world, question, base.keys);
      const answer = await asking.answer(question);
      if (answer === 'allow' || answer === 'deny' || answer === 'undecided') counts[answer] += 1;
      // A question that either side leaves open is no difference.
      if (said !== answer && said !== 'undecided' && answer !== 'undecided')
        wrong.push({ question, said, answer });
    }
    asking.close();
    return wrong;
  };
  await fc.assert(
    fc.asyncProperty(worlds, questions, async (world, asked) => {
      expect(await answersTo(world, asked)).toEqual([]);
    }),
    { numRuns, endOnFailure: process.env.ORACLE_SHRINKS === undefined },
  );
  if (process.env.ORACLE_TRIALS !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(counts.allow + counts.deny).toBeGreaterThan(counts.undecided);
}, 3_600_000);
