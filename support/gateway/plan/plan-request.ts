import type { Input, Operation, Service } from '../../aws/operations.ts';
import type { Store } from '../../stores/store.ts';
import type { Deciding } from '../decide-plan.ts';
import { permissionRule } from '../permission-rules.ts';
import { desks } from '../services/desks.ts';
import type { CallFacts } from './call-facts.ts';
import type { Plan } from './check.ts';
import type { ReceivedCall } from './received-call.ts';

/** A plan, and what is left to refuse once all of its checks came out well. */
export interface RequestPlan extends Plan<object> {
  readonly checkState: (deciding: Deciding) => Promise<void>;
}

/**
 * What is to be checked before a request is performed, and its input made explicit, for the account whose resources its
 * lookups are about. Throws AwsError for what is refused before any decision.
 */
export function planRequest(received: ReceivedCall, store: Store, account: string): Promise<RequestPlan> {
  return planOf(received.service, received, { store, account });
}

async function planOf<S extends Service>(
  service: S,
  { operation, input, facts }: ReceivedCall,
  at: Pick<CallFacts<S>, 'store' | 'account'>,
): Promise<RequestPlan> {
  // The decoder gave service, operation and input together; here the types learn that they belong together.
  const call: CallFacts<S> = {
    ...at,
    operation: operation as Operation<S>,
    input: input as Input<S, Operation<S>>,
    facts,
    region: facts.region,
  };
  const desk = desks[service];
  const rule = permissionRule(service, call.operation);
  desk.checkInput?.(call);
  const plan = await desk.plan(call, rule);
  return {
    ...plan,
    checkState: async (deciding) => desk.checkState?.({ ...call, input: plan.input }, deciding),
  };
}
