import type { Decision } from '../../authorization/terms/decision.ts';
import type { Permission } from '../../authorization/terms/permission.ts';
import type { PoliciesInForce } from '../../authorization/terms/policies-in-force.ts';
import type { Principal } from '../../aws/principal.ts';
import type { Awaitable } from '../../stores/awaitable.ts';
import type { Store } from '../../stores/store.ts';
import type { KmsConversation } from '../kms-use/kms-conversation.ts';
import type { Check } from '../plan/check.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';

/** The principal that asks for permissions, and the source of the policies that decide them. */
export interface Asking {
  readonly store: Store;
  readonly policies: PoliciesOfStore;
  readonly principal: Principal;
  /** The VPC endpoint that the request came through. */
  readonly endpoint?: KnownEndpoint | undefined;
  /** True if denials by policies are let through, and recorded. */
  readonly isSoft?: boolean | undefined;
}

/** The policies that a store holds, as far as decisions need them. */
export interface PoliciesOfStore {
  /** Every policy in force for a principal and a permission. */
  inForce(principal: Principal, permission: Permission): Awaitable<PoliciesInForce>;
  /** The tags of a principal. */
  tagsOf(principal: Principal): Awaitable<Readonly<Record<string, string>>>;
}

/** Everything that deciding one request needs. */
export interface Deciding extends Asking {
  readonly surroundings: KnownSurroundings;
  /** The calls to KMS that services make in the principal's name. */
  readonly kms: KmsConversation;
  /** True if nothing is to change: the request is rehearsed. */
  readonly isRehearsal?: boolean | undefined;
  /** Goes through checks in order and stops at the first that fails. */
  readonly decide: (checks: readonly Check[]) => Promise<Decided>;
}

/** The decisions that were made, and the error that ended them, if one did. */
export interface Decided {
  readonly decisions: readonly Decision[];
  /** AwsError for a refusal, UndecidableError or PolicyError if keyhole cannot tell, anything else for a failure. */
  readonly error?: unknown;
}
