import type { Operation, Service } from '../aws/operations.ts';
import type { Call, Store } from '../stores/store.ts';
import { encodeOutput } from '../wire/encode-output.ts';
import type { Deciding } from './desk/deciding.ts';
import type { ServiceDesk } from './desk/service-desk.ts';
import type { CallFacts } from './plan/call-facts.ts';

/** Performs allowed calls: a store, or the gateway itself. */
export type Answering = Pick<Store, 'send' | 'perform'>;

/** Answers a planned call in place of the store; undefined if the store performs it. */
export function answeringAtDesk<S extends Service>(
  desk: ServiceDesk<S>,
  planned: CallFacts<S>,
  deciding: Deciding,
): Answering | undefined {
  const answer = desk.answers?.[planned.operation];
  if (answer === undefined) return undefined;
  // The row of an operation takes and gives what is its own: the planned call has the same operation.
  const answerTo = (call: { readonly input: unknown }) =>
    answer({ ...planned, input: call.input } as Parameters<typeof answer>[0], deciding) as Promise<never>;
  return {
    perform: answerTo,
    send: async (call: Call<Service, Operation>) => encodeOutput({ ...call, output: await answerTo(call) }),
  };
}
