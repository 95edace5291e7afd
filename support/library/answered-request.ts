import type { Decision, Denied } from '../authorization/terms/decision.ts';
import { explainRequest } from './explain-request.ts';
import { requestOf } from './running-gateways.ts';

/** How a gateway of this process answered a request, with the text that `keyhole explain` prints about it. */
export interface AnsweredRequest {
  /** The denial; undefined if the request was granted. */
  readonly denial: Denied | undefined;
  readonly explanation: string;
}

/**
 * Awaits a client's call and finds how it was decided. Throws Error if it was neither granted nor denied: if it failed
 * otherwise, such as for want of a bucket, or if keyhole cannot decide. It throws for a call that was denied in part.
 * It also throws for a value that is no promise, and for a call that no gateway of this process has recorded.
 */
export async function answeredRequest(call: unknown): Promise<AnsweredRequest> {
  if (typeof call !== 'object' || call === null || !('then' in call))
    throw new Error(
      "expect needs the promise of a client's call: expect(client.send(new GetObjectCommand(…)))",
    );
  const { answer, failed } = await settled(call);
  const request = requestOf(answer);
  if (request === undefined) throw unrecorded(answer, failed);
  const { decisions, undecidable, response } = request.record;
  const explanation = explainRequest(request);
  if (undecidable !== undefined) throw new Error(`keyhole cannot decide this request.\n\n${explanation}`);
  if (!failed && hasErrors(answer)) return answeredInParts(decisions, explanation);
  const last = decisions.at(-1);
  if (last?.result === 'Denied') return { denial: last, explanation };
  if (failed)
    throw new Error(`The request failed with ${response.code}, and no policy denied it.\n\n${explanation}`);
  return { denial: undefined, explanation };
}

/** True for the output of an operation on many things, of which some were not done: S3 answers DeleteObjects with 200. */
function hasErrors(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('Errors' in answer)) return false;
  return Array.isArray(answer.Errors) && answer.Errors.length > 0;
}

/** A request of many parts is denied if all of them are. Throws Error if only some are, or if a part failed otherwise. */
function answeredInParts(decisions: readonly Decision[], explanation: string): AnsweredRequest {
  const denials = decisions.filter((decision) => decision.result === 'Denied');
  const [denial] = denials;
  if (denial !== undefined && denials.length === decisions.length) return { denial, explanation };
  const what = denial === undefined ? 'failed, and no policy denied it' : 'was denied, and not all of it';
  throw new Error(`A part of the request ${what}: expect one object a call.\n\n${explanation}`);
}

async function settled(call: object): Promise<{ readonly answer: unknown; readonly failed: boolean }> {
  try {
    return { answer: await call, failed: false };
  } catch (answer) {
    return { answer, failed: true };
  }
}

function unrecorded(answer: unknown, failed: boolean): Error {
  const what = failed
    ? `The call failed before a gateway answered it: ${answer instanceof Error ? `${answer.name}: ${answer.message}` : String(answer)}.`
    : 'The call did not go to a gateway of this process.';
  const hint =
    'Start the gateway with keyhole in this test file, and stop it after the expectation was awaited.';
  return new Error(`${what} ${hint}`, { cause: answer });
}
