import type { Operation } from '../../../aws/operations.ts';
import { accountOf } from '../../../aws/principal.ts';
import { accessDenied } from '../../../aws/s3-errors.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
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
  const agrees = caller !== undefined && Reflect.get(call.input, 'RequestPayer') === 'requester';
  return agrees ? [] : checksOfOthers(call, others, caller);
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

/** True for the operations that take the header x-amz-request-payer, by the SDK's model. */
function canCharge(operation: Operation<'s3'>): boolean {
  return modelOf('s3', operation).input.headers.some(({ name }) => name === 'RequestPayer');
}

async function requesterPays({ store }: CallFacts<'s3'>, { name, owner }: NamedBucket): Promise<boolean> {
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
