import type { LabAnswer, LabQuestions } from '../../../gateway/serving/lab-questions.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import type { WorldChange } from './lab-world.ts';

/** The contents of a lab, as far as it answers questions about them. */
export interface ChangeableWorld {
  reset(): Promise<WorldChange>;
}

/** The answers of a lab to `POST /_keyhole/reset`. */
export function answersAboutWorld(world: () => ChangeableWorld | undefined): LabQuestions['answers'] {
  return {
    reset: () =>
      told(world(), async (present) => {
        return { reset: await present.reset() };
      }),
  };
}

/** An answer, or the message of the fault. */
async function told(
  world: ChangeableWorld | undefined,
  answer: (world: ChangeableWorld) => Promise<object>,
): Promise<LabAnswer> {
  if (world === undefined) return { status: 503, document: { message: 'the lab is not ready yet' } };
  try {
    return { status: 200, document: await answer(world) };
  } catch (error) {
    if (error instanceof SpecError) return { status: 400, document: { message: error.message } };
    console.error(error);
    return { status: 500, document: { message: 'keyhole has an internal error: the lab shows it' } };
  }
}
