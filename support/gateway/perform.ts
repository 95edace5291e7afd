import { AwsError } from '../aws/aws-error.ts';
import type { Input, Operation, Service } from '../aws/operations.ts';
import { nameOf } from '../aws/principal.ts';
import { StaleDecisionError } from '../stores/stale-decision-error.ts';
import type { Call, Store } from '../stores/store.ts';
import { isBodyBegun } from '../wire/body/verified-payload.ts';
import type { HttpResponse } from '../wire/http.ts';
import type { Answering } from './answering-at-desk.ts';
import { decidePlan } from './decide-plan.ts';
import type { Decided, Deciding } from './desk/deciding.ts';
import { requireKept } from './desk/require-decided.ts';
import type { PerformedInParts } from './desk/service-desk.ts';
import { desks } from './desks.ts';
import type { BucketKeys } from './kms-use/bucket-keys.ts';
import type { KmsCallMade } from './kms-use/kms-call-made.ts';
import { KmsConversation } from './kms-use/kms-conversation.ts';
import { type Page, pageOfList } from './page-of-list.ts';
import type { PageTokens } from './page-tokens.ts';
import { kmsKeysTaken } from './plan/kms-keys-taken.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { planRequest, type RequestPlan } from './plan-request.ts';
import type { PolicyReader } from './policy-reader.ts';
import { endpointOfRequest } from './surroundings/endpoint-of-request.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';
import type { Turns } from './turns.ts';

/** Everything that performing a call needs besides the call. */
export interface Performing {
  readonly store: Store;
  readonly policies: PolicyReader;
  readonly surroundings: KnownSurroundings;
  readonly bucketKeys: BucketKeys;
  readonly pageTokens: PageTokens;
  readonly turns: Turns;
  /** True if denials by policies are let through, and recorded. */
  readonly isSoft: boolean;
  readonly requestId: string;
  /** True if nothing is to change. */
  readonly isRehearsal?: boolean | undefined;
}

/** The result of a call, with the decisions and calls to KMS to record. */
export interface Performed extends Decided {
  /** The calls that services made to KMS. */
  readonly kmsCalls: readonly KmsCallMade[];
  /** Absent if an error ended the call. */
  readonly response?: HttpResponse;
}

/**
 * Stages three to five: lists the permissions a call needs, decides each, and has the store perform the call with its
 * input made explicit. It does not reject: an error that ended the call is in the result.
 */
export async function perform(received: ReceivedCall, performing: Performing): Promise<Performed> {
  for (let attempt = 1; ; attempt++) {
    const performed = await performOnce(received, performing);
    if (!(performed.error instanceof StaleDecisionError)) return performed;
    // A body can be read only once, so the request cannot be performed again.
    if (attempt === ATTEMPTS || isBodyBegun(received.input)) {
      const { message } = performed.error;
      return { ...performed, error: new AwsError('ServiceUnavailable', 503, `keyhole: ${message}`) };
    }
  }
}

/** The most times that a request is decided while its resource keeps changing. */
const ATTEMPTS = 10;

async function performOnce(sentCall: ReceivedCall, performing: Performing): Promise<Performed> {
  const { store, policies, surroundings, bucketKeys, pageTokens, turns, isSoft, isRehearsal } = performing;
  let kms: KmsConversation | undefined;
  try {
    const readdressing = desks[sentCall.service].readdress?.(sentCall, { store, surroundings }) ?? sentCall;
    const received = readdressing instanceof Promise ? await readdressing : readdressing;
    const endpoint = endpointOfRequest(surroundings, received.facts.http.headers, received.service);
    const page = pageOfList(received, pageTokens);
    const call = { ...page.received, facts: { ...received.facts, surroundings, endpoint } };
    const { principal, region } = call.facts;
    refuseServicePrincipal(call);
    const plan = await planRequest(call, store);
    const { account } = plan;
    const quota = surroundings.kmsQuota;
    kms = new KmsConversation({ account, region, requester: requesterOf(call), quota, bucketKeys });
    const asking = { store, policies, surroundings, endpoint, principal, kms, isSoft, isRehearsal };
    const deciding: Deciding = { ...asking, decide: (checks) => decidePlan(checks, asking) };
    const explicit = explicitCall(received, plan, performing);
    const done = await decideAndSend(explicit, { plan, page, deciding, policies, turns });
    return { ...done, kmsCalls: kms.made };
  } catch (error) {
    return { decisions: [], error, kmsCalls: kms?.made ?? [] };
  }
}

interface Decidable {
  readonly plan: RequestPlan;
  readonly page: Page;
  readonly deciding: Deciding;
  readonly policies: PolicyReader;
  readonly turns: Turns;
}

async function decideAndSend(call: Call, decidable: Decidable): Promise<Omit<Performed, 'kmsCalls'>> {
  const { plan, deciding, policies } = decidable;
  const inParts = plan.performInParts(call, deciding);
  if (inParts !== undefined)
    return fittedParts(inParts, decidable).finally(() => policies.forget(call.service, call.operation));
  const { decisions, error } = await deciding.decide(plan.checks);
  if (error !== undefined) return { decisions, error };
  try {
    const judging = plan.checkDocuments(deciding);
    const ofDocuments = judging instanceof Promise ? await judging : judging;
    if (ofDocuments.error !== undefined) return joined(decisions, ofDocuments);
    const checking = plan.checkState(deciding);
    if (checking !== undefined) await checking;
    const answering = plan.answering(deciding);
    const response = await sent(call, decidable, answering);
    return { decisions: [...decisions, ...(answering?.decisions() ?? [])], response };
  } catch (failure) {
    return { decisions, error: failure };
  }
}

/** The result of a call that was performed in parts, with its answer fitted to the caller. */
async function fittedParts(
  performing: Promise<PerformedInParts>,
  { plan, deciding }: Decidable,
): Promise<PerformedInParts> {
  const done = await performing;
  if (done.response === undefined) return done;
  try {
    return { ...done, response: (await plan.fitAnswer(done.response, deciding)) ?? done.response };
  } catch (error) {
    return { decisions: done.decisions, error };
  }
}

function joined(earlier: Decided['decisions'], { decisions, error }: Decided): Decided {
  return { decisions: [...earlier, ...decisions], error };
}

function explicitCall(
  { service, operation, facts }: ReceivedCall,
  { input, account, conditions, checks }: RequestPlan,
  { requestId }: Performing,
): Call {
  return {
    service,
    operation,
    // The plan gave the input of this very operation.
    input: input as Input<Service, Operation>,
    region: facts.region,
    account,
    principal: facts.principal,
    requestId,
    conditions,
    kmsKeys: kmsKeysTaken(checks),
  };
}

/** Has the store perform what was allowed. Forgets kept reads that the call may have changed, also if it failed. */
async function sent(
  call: Call,
  decidable: Decidable,
  answering: Answering | undefined,
): Promise<HttpResponse> {
  const { plan, page, policies, deciding, turns } = decidable;
  const { store, kms, surroundings } = deciding;
  const send = () => {
    // Nothing can change what the gateway keeps between this check and the store's own.
    requireKept(call.conditions ?? {}, surroundings);
    return page.send(answering ?? store, call);
  };
  try {
    const checking = plan.checkKeys(call);
    if (checking !== undefined) await checking;
    const answer = await (plan.turn === undefined ? send() : turns.take(plan.turn, async () => send()));
    return (await plan.fitAnswer(answer, deciding)) ?? answer;
  } catch (error) {
    const refusal = refusalOfKms(error);
    if (refusal !== undefined) kms.failed(refusal);
    throw error;
  } finally {
    policies.forget(call.service, call.operation);
  }
}

/** KMS's refusal, if it caused the service's answer: S3 passes it on, Secrets Manager has words of its own. */
function refusalOfKms(error: unknown): AwsError | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.code.startsWith('KMS.')) return error;
  return error.cause instanceof AwsError ? error.cause : undefined;
}

/**
 * The requester that a bucket-level key is for. Source: Amazon S3 user guide, "Reducing the cost of SSE-KMS with Amazon S3
 * Bucket Keys".
 */
function requesterOf({ facts: { principal, authenticated } }: ReceivedCall): string {
  return `${nameOf(principal)} ${principal.type === 'AssumedRole' ? authenticated.accessKeyId : ''}`;
}

/** Differs: a service acting for itself can only assume roles, and does so with an access key. */
function refuseServicePrincipal({ operation, facts }: ReceivedCall): void {
  if (facts.principal.type !== 'Service' || operation === 'AssumeRole') return;
  const { service } = facts.principal;
  throw new AwsError('AccessDenied', 403, `User: ${service} is not authorized to perform: ${operation}`);
}
