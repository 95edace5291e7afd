import type { LabAnswer } from '../../gateway/serving/lab-questions.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** An answer of a lab to a question, or the message of the mistake in the question. */
export async function labAnswer(answer: () => Promise<object>): Promise<LabAnswer> {
  try {
    return { status: 200, document: await answer() };
  } catch (error) {
    if (error instanceof SpecError) return { status: 400, document: { message: error.message } };
    console.error(error);
    return { status: 500, document: { message: 'keyhole has an internal error: the lab shows it' } };
  }
}
