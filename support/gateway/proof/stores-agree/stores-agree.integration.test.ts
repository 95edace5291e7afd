import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { account } from '../../../aws/testing/accounts.ts';
import { dockerOrTold } from '../../../stores/localstack/testing/docker-or-told.ts';
import { BothStores } from './ask-both.ts';
import type { Both } from './compare.ts';
import { generatedRequests, isGeneratable } from './generated-requests.ts';
import { Judge } from './judge.ts';
import { notPerformed } from './not-performed.ts';
import type { Subject } from './request.ts';
import { allSubjects } from './rows/all-subjects.ts';
import { Asking } from './side.ts';
import { type Sides, startSides } from './sides.ts';

const docker = await dockerOrTold();
const lanes = 4;
/** Each member of each operation is given one of its usual values, in turn, unless all are asked for. */
const all = process.env.KEYHOLE_AGREE_ALL === '1';
jest.setTimeout(all ? 3_600_000 : 900_000);

(docker ? describe : describe.skip)('the embedded store and LocalStack, behind one gateway each', () => {
  let sides: Sides;
  let stores: BothStores;
  const judge = new Judge({ all });
  const answers = new Map<Subject, Promise<readonly Both[]>>();

  beforeAll(async () => {
    sides = await startSides();
    stores = new BothStores(sides.embedded, sides.localstack);
    askInLanes(stores, answers);
  });
  afterAll(async () => {
    stores?.destroy();
    await sides?.[Symbol.asyncDispose]();
  });

  test.each(allSubjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
    'agree on %s',
    async (_, subject) => {
      expect(judge.unknown((await answers.get(subject)) ?? [])).toEqual([]);
    },
  );

  test('need every row of the table of known differences', async () => {
    for (const answered of answers.values()) judge.unknown(await answered);
    expect(judge.unneeded).toEqual([]);
  });

  test.each([...notPerformed])('refuse on LocalStack every operation of %s', async (_, requests) => {
    const names = new Map([['account', account]]);
    const asking = new Asking(sides.localstack, names, new Map());
    for (const request of requests)
      expect(await asking.ask(request)).toMatchObject({ status: 501, code: 'NotImplemented' });
  });

  test('come to the same results of generated requests', async () => {
    const asking = new Map(
      allSubjects.filter(isGeneratable).map((each) => [each, stores.about(each)] as const),
    );
    await fc.assert(
      fc.asyncProperty(generatedRequests([...asking.keys()]), async ({ subject, variation }) => {
        const both = await asking.get(subject)?.(variation);
        expect(both && judge.unknownOutcomes(both)).toEqual([]);
      }),
      {
        numRuns: Number(process.env.KEYHOLE_AGREE_RUNS ?? 60),
        seed: Number(process.env.KEYHOLE_AGREE_SEED ?? 1),
      },
    );
  });

  test('never let keyhole itself fail', async () => {
    await Promise.all(answers.values());
    expect(sides.internalErrors).toEqual([]);
  });
});

/** Asks all subjects, several at a time. */
function askInLanes(stores: BothStores, answers: Map<Subject, Promise<readonly Both[]>>): void {
  const ends: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve());
  allSubjects.forEach((subject, index) => {
    const lane = index % lanes;
    const asked = (ends[lane] ?? Promise.resolve()).then(() =>
      stores.askAll(subject, all ? undefined : index),
    );
    answers.set(subject, asked);
    ends[lane] = asked.catch(() => {});
  });
}
