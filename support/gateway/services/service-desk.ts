import type { PermissionRule } from '../../authorization/permissions/rule.ts';
import type { Input, Operation, Service } from '../../aws/operations.ts';
import type { Deciding } from '../decide-plan.ts';
import type { CallFacts } from '../plan/call-facts.ts';
import type { Plan } from '../plan/check.ts';

/** All that the gateway knows of one service, behind one contract: its room is `gateway/services/<service>/`. */
export interface ServiceDesk<S extends Service> {
  /**
   * Refuses a request for its own form, before any permission is decided: names, lengths, members that exclude each other.
   * Throws AwsError. It reads no store.
   */
  readonly checkInput?: (call: CallFacts<S>) => void;
  /** Lists what must hold before a call is performed, and makes its input explicit. Throws AwsError. */
  readonly plan: (
    call: CallFacts<S>,
    rule: PermissionRule<S, Operation<S>>,
  ) => Promise<Plan<Input<S, Operation<S>>>>;
  /**
   * Refuses an allowed call for what the store holds, whoever asks: a name that is taken, a policy still attached, a key
   * that is disabled. `call.input` is the planned, explicit input. Throws AwsError.
   */
  readonly checkState?: (call: CallFacts<S>, deciding: Deciding) => Promise<void>;
}
