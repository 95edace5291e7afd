import type { Decision } from '../authorization/decision.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Input, Operation, Service } from '../aws/operations.ts';
import { accountOf, nameOf } from '../aws/principal.ts';
import { DecidedOnOther } from '../stores/decided-on-other.ts';
import type { Call, Store } from '../stores/store.ts';
import { isBodyBegun } from '../wire/body/verified-payload.ts';
import type { HttpResponse } from '../wire/http.ts';
import { isTokenSession } from './context/token-session.ts';
import { type Deciding, decidePlan } from './decide-plan.ts';
import { checkDocuments } from './documents/check-documents.ts';
import type { KmsCallMade } from './kms-use/kms-call-made.ts';
import { KmsConversation } from './kms-use/kms-conversation.ts';
import { throttlingError } from './kms-use/throttling-error.ts';
import { kmsKeysTaken } from './plan/kms-keys-taken.ts';
import { planRequest } from './plan/plan-request.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import type { PolicyReader } from './policies/policy-reader.ts';
import type { BucketKeys } from './services/s3/bucket-keys.ts';
import { deleteObjects } from './services/s3/delete-objects.ts';
import { endpointOfRequest } from './surroundings/endpoint-of-request.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';

/** What performing a call leaves behind for the trail, also where it fails. */
export interface Performing {
  readonly store: Store;
  readonly policies: PolicyReader;
  readonly surroundings: KnownSurroundings;
  readonly bucketKeys: BucketKeys;
  readonly requestId: string;
  readonly decisions: Decision[];
  /** What S3 asked KMS. */
  readonly kmsCalls: KmsCallMade[];
}

/**
 * Stages three to five: lists the permissions a call needs, decides each, and has the store perform the call with its
 * input made explicit. Throws AwsError where AWS would refuse.
 */
export async function perform(received: ReceivedCall, performing: Performing): Promise<HttpResponse> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await performOnce(received, performing);
    } catch (error) {
      if (!(error instanceof DecidedOnOther)) throw error;
      // A body is read once: the request cannot be performed again.
      if (attempt === ATTEMPTS || isBodyBegun(received.input))
        throw new AwsError('ServiceUnavailable', 503, `keyhole: ${error.message}`);
      // What was decided on no longer is, and nothing was performed.
      performing.decisions.length = 0;
      performing.kmsCalls.length = 0;
    }
  }
}

/** How often a request is decided while what it is about keeps changing. */
const ATTEMPTS = 3;

async function performOnce(received: ReceivedCall, performing: Performing): Promise<HttpResponse> {
  const { store, policies, surroundings, bucketKeys, requestId, decisions } = performing;
  const { service, operation } = received;
  const endpoint = endpointOfRequest(surroundings, received.facts.http.headers, service);
  const facts = { ...received.facts, surroundings, endpoint };
  const call = { ...received, facts };
  refuseServicePrincipal(call);
  refuseSessionToken(call);
  const account = accountOf(facts.principal) ?? (await bucketAccount(store, call.input)) ?? '';
  const { principal, region } = facts;
  const quota = surroundings.kmsQuota;
  if (service === 'kms' && !quota.admits({ operation, account, region, input: call.input }))
    throw throttlingError();
  const { checks, input, decidedOn, checkState } = await planRequest(call, store, account);
  const kms = new KmsConversation({ account, region, requester: requesterOf(call), quota, bucketKeys });
  const deciding = { store, policies, surroundings, endpoint, principal, decisions, kms };
  const kmsKeys = kmsKeysTaken(checks);
  const explicit = { ...callTo(call, input), region, account, principal, requestId, decidedOn, kmsKeys };
  try {
    if (isDeleteObjects(explicit)) return await deleteObjects(explicit, checks, deciding);
    await decidePlan(checks, deciding);
    await checkDocuments({ service, operation, input, checks }, deciding);
    await checkState(deciding);
    return await sent(explicit, deciding);
  } finally {
    performing.kmsCalls.push(...kms.made);
  }
}

/** Has the store perform what was allowed. */
async function sent(call: Call, { store, policies, kms }: Deciding): Promise<HttpResponse> {
  try {
    return await store.send(call);
  } catch (error) {
    const refusal = refusalOfKms(error);
    if (refusal !== undefined) kms.failed(refusal);
    throw error;
  } finally {
    policies.forget(call.service, call.operation);
  }
}

/** What KMS said, where a service's answer is due to that: S3 hands it on, Secrets Manager has words of its own. */
function refusalOfKms(error: unknown): AwsError | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.code.startsWith('KMS.')) return error;
  return error.cause instanceof AwsError ? error.cause : undefined;
}

/**
 * Whom a bucket-level key is for. Source: Amazon S3 user guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket
 * Keys".
 */
function requesterOf({ facts: { principal, authenticated } }: ReceivedCall): string {
  return `${nameOf(principal)} ${principal.type === 'AssumedRole' ? authenticated.accessKeyId : ''}`;
}

function isDeleteObjects(call: Call): call is Call & Call<'s3', 'DeleteObjects'> {
  return call.service === 's3' && call.operation === 'DeleteObjects';
}

/** A service acting for itself can only assume roles: `Differs` from AWS in that it does so with an access key. */
function refuseServicePrincipal({ operation, facts }: ReceivedCall): void {
  if (facts.principal.type !== 'Service' || operation === 'AssumeRole') return;
  const { service } = facts.principal;
  throw new AwsError('AccessDenied', 403, `User: ${service} is not authorized to perform: ${operation}`);
}

/**
 * A session that a user or root user got by GetSessionToken without MFA: it serves neither IAM nor most of STS. Source:
 * AWS STS API reference, GetSessionToken, "Permissions".
 */
function refuseSessionToken({ service, operation, facts }: ReceivedCall): void {
  if (!isTokenSession(facts)) return;
  if (service === 'iam')
    throw new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid');
  if (service === 'sts' && operation !== 'AssumeRole' && operation !== 'GetCallerIdentity')
    throw new AwsError('AccessDenied', 403, `Cannot call ${operation} with session credentials`);
}

/** Nobody's requests are looked at with the eyes of the bucket's owner. */
async function bucketAccount(store: Store, input: object): Promise<string | undefined> {
  const bucket: unknown = Reflect.get(input, 'Bucket');
  return typeof bucket === 'string' ? store.bucketOwner(bucket) : undefined;
}

function callTo({ service, operation }: ReceivedCall, input: object) {
  return { service, operation, input: input as Input<Service, Operation> };
}
