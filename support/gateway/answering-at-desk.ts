import type { Decision } from '../authorization/terms/decision.ts';
import type { Operation, Service } from '../aws/operations.ts';
import type { Call, Store } from '../stores/store.ts';
import { encodeOutput } from '../wire/encode-output.ts';
import type { Deciding } from './desk/deciding.ts';
import { requireDecided } from './desk/require-decided.ts';
import { type AnsweredCall, AnsweredInParts, type ServiceDesk } from './desk/service-desk.ts';

/** Answers allowed calls as a store does. */
export interface Answering extends Pick<Store, 'send' | 'perform'> {
  /** The decisions that were made for parts of the answer. */
  readonly decisions: () => readonly Decision[];
}

/** Answers a planned call in place of the store; undefined if the store performs it. */
export function answeringAtDesk<S extends Service>(
  desk: ServiceDesk<S>,
  planned: AnsweredCall<S>,
  deciding: Deciding,
): Answering | undefined {
  const answer = desk.answers?.[planned.operation];
  if (answer === undefined) return undefined;
  // The row of an operation takes and gives what is its own: the planned call has the same operation.
  const facts = (input: unknown) => ({ ...planned, input }) as Parameters<typeof answer>[0];
  let ofParts: readonly Decision[] = [];
  const answerTo = async ({ input }: { readonly input: unknown }): Promise<never> => {
    const holding = requireDecided(planned.conditions, deciding);
    if (holding !== undefined) await holding;
    const answered: unknown = await answer(facts(input), deciding);
    if (!(answered instanceof AnsweredInParts)) return answered as never;
    ofParts = answered.decisions;
    return answered.output as never;
  };
  return {
    decisions: () => ofParts,
    perform: answerTo,
    send: async (call: Call<Service, Operation>) => encodeOutput({ ...call, output: await answerTo(call) }),
  };
}
