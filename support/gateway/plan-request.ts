import type { PermissionRule } from '../authorization/permissions/rule.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Input, Operation, Service } from '../aws/operations.ts';
import { accountOf } from '../aws/principal.ts';
import { type Awaitable, whenKnown } from '../stores/awaitable.ts';
import type { Call, Store } from '../stores/store.ts';
import type { HttpResponse } from '../wire/http.ts';
import { type Answering, answeringAtDesk } from './answering-at-desk.ts';
import type { Decided, Deciding } from './desk/deciding.ts';
import { requireKept } from './desk/require-decided.ts';
import type { AllowedCall, PerformedInParts, ServiceDesk } from './desk/service-desk.ts';
import { desks } from './desks.ts';
import { requireUsableKeys } from './kms-use/require-usable-keys.ts';
import type { CallFacts } from './plan/call-facts.ts';
import type { Plan } from './plan/check.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { refuseOtherRegion } from './signing-region.ts';

/** A plan, with the checks of the service's desk that follow the decisions. */
export interface RequestPlan extends Plan<object> {
  /** The account whose resources the request's lookups are about. */
  readonly account: string;
  /** The thing in whose turn the call is performed: see `turnOf` of {@link ServiceDesk}. */
  readonly turn: string | undefined;
  /** See {@link ServiceDesk}. */
  readonly performInParts: (call: Call, deciding: Deciding) => Promise<PerformedInParts> | undefined;
  readonly checkDocuments: (deciding: Deciding) => Awaitable<Decided>;
  readonly checkState: (deciding: Deciding) => Promise<void> | undefined;
  /** Answers a call in place of the store, if the gateway does so itself. */
  readonly answering: (deciding: Deciding) => Answering | undefined;
  readonly fitAnswer: (answer: HttpResponse, deciding: Deciding) => Promise<HttpResponse> | undefined;
  /** Refuses a call for a KMS key that its service cannot use. Throws AwsError. */
  readonly checkKeys: (call: Call) => Promise<void> | undefined;
}

/**
 * Lists what must hold before a request is performed, and makes its input explicit. Throws AwsError for a request that
 * is refused before any decision.
 */
export function planRequest(received: ReceivedCall, store: Store): Promise<RequestPlan> {
  return planAtDesk(received.service, received, store);
}

async function planAtDesk<S extends Service>(
  service: S,
  received: ReceivedCall,
  store: Store,
): Promise<RequestPlan> {
  const desk = desks[service];
  const addressing = callAtDesk(desk, received, store);
  const call = addressing instanceof Promise ? await addressing : addressing;
  const rule = permissionRule(service, desk, call.operation);
  refuseOtherRegion(received);
  const malformed = refusalForForm(desk, call);
  if (malformed !== undefined) {
    await desk.refuseBeforeForm?.(call, malformed.error);
    throw malformed.error;
  }
  const plan = await desk.plan(call, rule);
  const { checks, conditions } = plan;
  const planned = { ...call, input: plan.input, checks, conditions };
  return {
    ...plan,
    account: call.account,
    turn: desk.turnOf?.(planned),
    performInParts: (explicit, deciding) =>
      desk.performInParts?.(explicit, checks, deciding, () => {
        requireKept(conditions ?? {}, deciding.surroundings);
        return desk.checkState?.(planned, deciding);
      }),
    checkDocuments: (deciding) => documentsChecked(desk, planned, deciding),
    checkState: (deciding) => desk.checkState?.(planned, deciding),
    fitAnswer: (answer, deciding) => desk.fitAnswer?.(answer, planned, deciding),
    answering: (deciding) => answeringAtDesk(desk, planned, deciding),
    checkKeys: (explicit) => desk.keyUse && requireUsableKeys(store, explicit, desk.keyUse),
  };
}

function refusalForForm<S extends Service>(
  desk: ServiceDesk<S>,
  call: CallFacts<S>,
): { readonly error: unknown } | undefined {
  try {
    desk.checkInput?.(call);
    return undefined;
  } catch (error) {
    return { error };
  }
}

const NOTHING: Decided = { decisions: [] };

function documentsChecked<S extends Service>(
  desk: ServiceDesk<S>,
  planned: AllowedCall<S>,
  deciding: Deciding,
): Awaitable<Decided> {
  const decided = () => desk.decideDocument?.(planned, deciding) ?? NOTHING;
  return desk.checkDocuments === undefined ? decided() : desk.checkDocuments(planned, deciding).then(decided);
}

function callAtDesk<S extends Service>(
  desk: ServiceDesk<S>,
  { operation, input, facts }: ReceivedCall,
  store: Store,
): Awaitable<CallFacts<S>> {
  // The decoder gave service, operation and input together; the compiler cannot know that they belong
  // together.
  const own = { operation: operation as Operation<S>, input: input as Input<S, Operation<S>> };
  const account = accountOf(facts.principal) ?? desk.accountAddressed?.(store, own.input);
  return whenKnown(account, (known = '') => ({ ...own, store, account: known, facts, region: facts.region }));
}

/**
 * The permission rule of an operation. Throws NotImplemented for operations that keyhole does not map to permissions:
 * such an operation is always refused.
 */
function permissionRule<S extends Service>(
  service: S,
  { permissions }: ServiceDesk<S>,
  operation: Operation<S>,
): PermissionRule<S, Operation<S>> {
  const rule = permissions[operation];
  if (typeof rule !== 'function') {
    throw new AwsError('NotImplemented', 501, `keyhole does not implement ${service}:${operation}.`);
  }
  // The decoder gave operation and input together: the input handed to this rule is its own operation's.
  return rule as PermissionRule<S, Operation<S>>;
}
