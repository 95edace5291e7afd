import type { PermissionRule, PermissionTable } from '../../authorization/permissions/rule.ts';
import type { Decision } from '../../authorization/terms/decision.ts';
import type { Permission } from '../../authorization/terms/permission.ts';
import type { AwsError } from '../../aws/aws-error.ts';
import type { Input, Operation, Output, Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import type { Awaitable } from '../../stores/awaitable.ts';
import type { Call, Conditions, Store } from '../../stores/store.ts';
import type { HttpResponse } from '../../wire/http.ts';
import type { CallContext } from '../context/request-context.ts';
import type { RequestFacts } from '../context/request-facts.ts';
import type { KmsCallMade } from '../kms-use/kms-call-made.ts';
import type { KeyUseWords } from '../kms-use/require-usable-keys.ts';
import type { CallFacts } from '../plan/call-facts.ts';
import type { Check, Plan } from '../plan/check.ts';
import type { ReceivedCall } from '../plan/received-call.ts';
import type { KeptKind, KeptReads, ResourceSide } from '../policies/kept-reads.ts';
import type { Surface } from '../refusal/surface.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import type { Decided, Deciding } from './deciding.ts';
import type { PageTokenRule } from './page-token-rule.ts';
import type { Around, DerivedKeys, WhatIf } from './what-if.ts';

/**
 * A call whose permissions were all granted, with its input made explicit and the checks it passed. It follows CallFacts
 * in the list of `gateway/plan/received-call.ts`.
 */
export interface AllowedCall<S extends Service> extends CallFacts<S> {
  readonly checks: readonly Check[];
}

/** The result of a call that was performed item by item. */
export interface PerformedInParts extends Decided {
  readonly response?: HttpResponse;
}

/** A call that the gateway answers itself, and the state that it was decided on, which the answer holds it to. */
export interface AnsweredCall<S extends Service, O extends Operation<S> = Operation<S>>
  extends CallFacts<S, O> {
  readonly conditions?: Conditions | undefined;
}

/**
 * Answers of the gateway itself to allowed calls, by operation. An answer that waits for something compares the state again
 * before it changes any, with `requireDecided`. Each throws AwsError, and StaleDecisionError.
 */
export type Answers<S extends Service> = {
  readonly [O in Operation<S>]?: (
    call: AnsweredCall<S, O>,
    deciding: Deciding,
  ) => Promise<Output<S, O> | AnsweredInParts<Output<S, O>>>;
};

/** An answer whose parts were decided one by one, with these decisions. */
export class AnsweredInParts<T> {
  readonly output: T;
  readonly decisions: readonly Decision[];

  constructor(output: T, decisions: readonly Decision[]) {
    this.output = output;
    this.decisions = decisions;
  }
}

/** A permission on a resource, whose condition keys can still be given values. */
export interface PermissionInContext extends Permission {
  readonly context: CallContext;
}

/**
 * The contract for everything that the gateway knows of one service. The code is in `gateway/services/<service>/`. The
 * members stand in the order in which a request meets them.
 */
export interface ServiceDesk<S extends Service> {
  /**
   * The call with the resource that it is about, if it names the resource by another name. Throws AwsError for a name that the
   * operation does not take.
   */
  readonly readdress?: (
    received: ReceivedCall,
    around: { readonly store: Store; readonly surroundings: KnownSurroundings },
  ) => Awaitable<ReceivedCall>;
  /** The permissions that each operation takes. */
  readonly permissions: PermissionTable<S>;
  /**
   * Operations that the gateway decides and only another store than the embedded one may perform, with the
   * reason. Any other operation that the embedded store lacks is refused with NotImplemented, on every store.
   */
  readonly performedElsewhere?: { readonly [O in Operation<S>]?: string };
  /** Operations that the gateway answers itself, on every store: what they are about is in no store. */
  readonly answers?: Answers<S>;
  /** The account whose resources an anonymous call is about, if the service takes anonymous calls. */
  readonly accountAddressed?: (store: Store, input: Input<S, Operation<S>>) => Awaitable<string | undefined>;
  /**
   * Refuses a request for its own form, before any permission is decided: names, lengths, members that exclude each other.
   * Throws AwsError. It reads no store.
   */
  readonly checkInput?: (call: CallFacts<S>) => void;
  /** Throws the refusal that the service gives in place of one for the form, if there is any. */
  readonly refuseBeforeForm?: (call: CallFacts<S>, refusal: unknown) => Promise<void>;
  /** The page tokens of the service's lists, if it has any. */
  readonly pageToken?: PageTokenRule;
  /** Lists what must hold before a call is performed, and makes its input explicit. Throws AwsError. */
  readonly plan: (
    call: CallFacts<S>,
    rule: PermissionRule<S, Operation<S>>,
  ) => Promise<Plan<Input<S, Operation<S>>>>;
  /** The resource's part in a decision: its own policy, grants and settings. */
  readonly resourceSide?: (
    permission: Permission,
    kept: KeptReads,
    principal: Principal,
  ) => Awaitable<ResourceSide>;
  /** True if the resource's own policy does not apply to a permission of a principal. */
  readonly isBeyondResourcePolicy?: (principal: Principal, permission: Permission) => boolean;
  /** True if resource control policies do not bind a resource of the service. */
  readonly isSparedByResourceControl?: (permission: Permission, kept: KeptReads) => Awaitable<boolean>;
  /** Gives condition keys that only the store knows their values, if some policy in force asks for them. */
  readonly lookUp?: (
    store: Store,
    permission: PermissionInContext,
    asks: (prefix: string) => boolean,
  ) => Promise<void>;
  /** The refusals of the service, by the refusing service and the refused caller. */
  readonly surfaces: Readonly<Record<string, Surface>>;
  /** Refuses policy documents and grants that the service would not store. Throws AwsError. */
  readonly checkDocuments?: (call: AllowedCall<S>, deciding: Deciding) => Promise<void>;
  /** Decides whether the content of a document is denied, although the permission to set it was granted. */
  readonly decideDocument?: (call: AllowedCall<S>, deciding: Deciding) => Awaitable<Decided>;
  /**
   * Refuses an allowed call of any caller because of the store's state. Examples: a name is taken, a policy
   * is still attached, a key is disabled. Throws AwsError.
   */
  readonly checkState?: (call: CallFacts<S>, deciding: Deciding) => Promise<void> | undefined;
  /** How the service words what KMS refuses for a key that the service uses, if it uses any. */
  readonly keyUse?: KeyUseWords;
  /**
   * The thing that a call changes, if some call changes a part of it and first reads the rest. The calls about one such thing are
   * performed one after the other, so that none undoes another. Undefined for every other call.
   */
  readonly turnOf?: (call: CallFacts<S>) => string | undefined;
  /**
   * Decides and performs an operation that the service judges item by item; undefined for every other operation.
   * It calls `checkState` itself, once its items are decided. Neither checkDocuments nor keyUse is asked for such a
   * call: it has checks of its own for each item.
   */
  readonly performInParts?: (
    call: Call,
    checks: readonly Check[],
    deciding: Deciding,
    checkState: () => Promise<void> | undefined,
  ) => Promise<PerformedInParts> | undefined;
  /**
   * Fits the answer to its caller: takes what the caller has no permission to learn, and adds what concerns it alone. Undefined
   * for an answer that stays as it is.
   */
  readonly fitAnswer?: (
    answer: HttpResponse,
    call: AllowedCall<S>,
    deciding: Deciding,
  ) => Promise<HttpResponse> | undefined;
  /** The kinds of kept reads that may no longer hold after an operation that changes something. */
  readonly makesDoubtful: (operation: Operation<S>) => readonly KeptKind[];
  /** The call to KMS that a request is, if the service is KMS itself. */
  readonly ownKmsCall?: (
    received: ReceivedCall,
    decisions: readonly Decision[],
    error: AwsError | undefined,
  ) => KmsCallMade;
  /** Condition keys that requests have which no what-if question is about. They are absent unless they are stated. */
  readonly notAsked?: readonly string[];
  /**
   * Decides a what-if question that several permissions answer; undefined for a question that one permission answers. Throws
   * TypeError for a request that the service never takes.
   */
  readonly decideThrough?: (
    asked: WhatIf,
    around: Around,
    decide: (asked: WhatIf, facts: Pick<RequestFacts, 'accessPoint'>) => Promise<Decision>,
  ) => Promise<Decision> | undefined;
  /** Condition keys of a what-if question that follow from the facts stated of the request. */
  readonly derivedKeys?: (asked: WhatIf, around: Around) => DerivedKeys;
}
