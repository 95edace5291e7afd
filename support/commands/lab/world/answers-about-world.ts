import type { LabQuestions } from '../../../gateway/serving/lab-questions.ts';
import { labAnswer } from '../lab-answer.ts';
import type { LabWorld } from './lab-world.ts';
import type { WorldOfLab } from './open-world.ts';

/** The answers of a lab about its contents: `POST /_keyhole/reset`, `snapshot` and `load`. */
export function answersAboutWorld(
  world: () => LabWorld<WorldOfLab> | undefined,
): Pick<LabQuestions, 'answers' | 'largest'> {
  const about =
    (answer: (current: LabWorld<WorldOfLab>, question: unknown) => Promise<object>) =>
    async (question: unknown) => {
      const current = world();
      return current === undefined ? NOT_READY : labAnswer(() => answer(current, question));
    };
  return {
    answers: {
      reset: about(async (current) => ({ reset: await current.reset() })),
      snapshot: about(async (current) => {
        const { snapshotOf } = await import('../../snapshot/snapshot-document.ts');
        return snapshotOf(await current.save());
      }),
      load: about(async (current, question) => {
        const { snapshotIn } = await import('../../snapshot/snapshot-document.ts');
        await current.load(snapshotIn(question, 'the snapshot').world);
        return { loaded: true };
      }),
    },
    largest: { load: LARGEST_SNAPSHOT },
  };
}

/** The most bytes of a snapshot: node's longest string is little longer. */
const LARGEST_SNAPSHOT = 500_000_000;

/** Before a lab is ready, it has no world. */
const NOT_READY = { status: 503, document: { message: 'the lab is not ready yet' } } as const;
