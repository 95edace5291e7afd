import { parseCopySource } from '../../../aws/copy-source.ts';
import type { Operation } from '../../../aws/operations.ts';
import { accountOf } from '../../../aws/principal.ts';
import { accessDenied } from '../../../aws/s3-errors.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { HttpResponse } from '../../../wire/http.ts';
import { modelOf } from '../../../wire/sdk-schemas.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { NamedBucket } from './named-bucket.ts';

/**
 * Refuses a request of another account than the bucket's that does not agree to pay, if the bucket's requesters pay. An
 * anonymous caller cannot pay. The refusal follows all permissions: it tells of the bucket to those alone who may use it.
 *
 * Source: Amazon S3 user guide, "Using Requester Pays general purpose buckets for storage transfers and usage".
 */
export function requesterPaysChecks(
  call: CallFacts<'s3'>,
  buckets: readonly (NamedBucket | undefined)[],
): Awaitable<readonly Check[]> {
  const caller = accountOf(call.facts.principal);
  const others = buckets.flatMap((bucket) =>
    bucket === undefined || bucket.owner === caller ? [] : [bucket],
  );
  if (others.length === 0 || !canCharge(call.operation)) return [];
  return agreesToPay(call) ? [] : checksOfOthers(call, others, caller);
}

async function checksOfOthers(
  call: CallFacts<'s3'>,
  buckets: readonly NamedBucket[],
  caller: string | undefined,
): Promise<readonly Check[]> {
  for (const bucket of buckets) {
    if (await requesterPays(call, bucket)) return [{ kind: 'error', error: refusal(bucket.name, caller) }];
  }
  return [];
}

/** True for a caller with an account that says that it pays. */
function agreesToPay({ input, facts }: Pick<CallFacts<'s3'>, 'input' | 'facts'>): boolean {
  return accountOf(facts.principal) !== undefined && Reflect.get(input, 'RequestPayer') === 'requester';
}

/**
 * The answer with the header that tells a caller of another account that it paid; undefined if it did not.
 *
 * Source: Amazon S3 API reference, GetObject, `x-amz-request-charged`.
 */
export function withCharge(answer: HttpResponse, call: CallFacts<'s3'>): Promise<HttpResponse> | undefined {
  const tells = modelOf('s3', call.operation).output?.headers.some(({ name }) => name === 'RequestCharged');
  return tells === true && agreesToPay(call) ? charged(answer, call) : undefined;
}

async function charged(answer: HttpResponse, call: CallFacts<'s3'>): Promise<HttpResponse> {
  const { Bucket, CopySource }: { Bucket?: string; CopySource?: string } = Object(call.input);
  const names = [Bucket, CopySource === undefined ? undefined : parseCopySource(CopySource).Bucket];
  for (const name of names) {
    const owner = name === undefined ? undefined : await call.store.bucketOwner(name);
    if (name === undefined || owner === undefined || owner === call.account) continue;
    if (await requesterPays(call, { name, owner }))
      return { ...answer, headers: { ...answer.headers, 'x-amz-request-charged': 'requester' } };
  }
  return answer;
}

/** True for the operations that take the header x-amz-request-payer, by the SDK's model. */
function canCharge(operation: Operation<'s3'>): boolean {
  return modelOf('s3', operation).input.headers.some(({ name }) => name === 'RequestPayer');
}

async function requesterPays(
  { store }: CallFacts<'s3'>,
  { name, owner }: Pick<NamedBucket, 'name' | 'owner'>,
): Promise<boolean> {
  const lookup = { service: 's3', operation: 'GetBucketRequestPayment', region: 'us-east-1' } as const;
  const { Payer } = await store.read({ ...lookup, input: { Bucket: name }, account: owner });
  return Payer === 'Requester';
}

function refusal(bucket: string, caller: string | undefined) {
  return accessDenied().because({
    why:
      caller === undefined
        ? `requesters pay for the bucket ${bucket}, and an anonymous caller cannot pay`
        : `requesters pay for the bucket ${bucket}, and the request does not say that its caller pays`,
    remedy: 'sign the request, and send the header x-amz-request-payer: requester',
  });
}
