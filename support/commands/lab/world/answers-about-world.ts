import type { LabQuestions } from '../../../gateway/serving/lab-questions.ts';
import { labAnswer } from '../lab-answer.ts';
import type { WorldChange } from './lab-world.ts';

/** The contents of a lab, as far as it answers questions about them. */
interface ChangeableWorld {
  reset(): Promise<WorldChange>;
}

/** The answers of a lab to `POST /_keyhole/reset`. Before it is ready, it has no world. */
export function answersAboutWorld(world: () => ChangeableWorld | undefined): LabQuestions['answers'] {
  return {
    async reset() {
      const current = world();
      if (current === undefined) return NOT_READY;
      return labAnswer(async () => {
        return { reset: await current.reset() };
      });
    },
  };
}

const NOT_READY = { status: 503, document: { message: 'the lab is not ready yet' } } as const;
