import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';
import { type AroundNames, accessPointInHost, accessPointNamed, type InHost } from './access-point-named.ts';
import { accessPointOperations } from './access-point-operations.ts';
import { readdressSource } from './readdress-source.ts';
import { requireUsable } from './usable-access-point.ts';

/**
 * The call about the buckets behind the access points that it names: by ARN, by alias or in its host. A copy names one as its source,
 * too. Throws NoSuchAccessPoint, AccessDenied, and NotImplemented for what access points do not serve here.
 */
export function readdress(received: ReceivedCall, around: AroundNames): Awaitable<ReceivedCall> {
  const { CopySource } = received.input as Partial<Input<'s3', 'CopyObject'>>;
  const addressed = readdressBucket(received, around);
  if (CopySource === undefined) return addressed;
  return whenKnown(addressed, (call) => readdressSource(call, CopySource, around));
}

function readdressBucket(received: ReceivedCall, around: AroundNames): Awaitable<ReceivedCall> {
  const { Bucket } = received.input as Partial<Input<'s3', 'CopyObject'>>;
  if (Bucket === undefined) return received;
  const named = accessPointNamed(Bucket, around);
  if (named !== undefined) return through(named, received, around);
  const inHost = accessPointInHost(received, Bucket, around);
  if (inHost === undefined) return received;
  return notABucket(Bucket, inHost, around).then(() => through(inHost.point, received, around));
}

/** Refuses a host that names a bucket as well as an access point: keyhole could take the wrong one. */
async function notABucket(bucket: string, { point, isSure }: InHost, { store }: AroundNames): Promise<void> {
  if (isSure || (await store.bucketOwner(bucket)) === undefined) return;
  throw notImplemented(
    `this host, which names the bucket ${bucket} and the access point ${point.name}: use path style, or the alias ${point.alias}`,
  );
}

/**
 * The call about the bucket of an access point.
 *
 * Undocumented: whether a form can be sent to an access point. AWS's list of operations has no forms. No page says which name the
 * policy of a form has for the bucket. Also undocumented: which account may get a bucket policy through an access point of another.
 */
async function through(
  point: AccessPoint,
  received: ReceivedCall,
  around: AroundNames,
): Promise<ReceivedCall> {
  const { operation, input, facts } = received;
  // S3 alone readdresses calls.
  if (accessPointOperations[operation as Operation<'s3'>] !== 'supported')
    throw notImplemented(`${operation} through an access point, for which AWS does not list it`);
  if (operation === 'GetBucketPolicy' && point.bucketAccount !== undefined)
    throw notImplemented('GetBucketPolicy through an access point of another account than the bucket');
  if (facts.byForm === true) throw notImplemented('a form through an access point');
  await requireUsable(point, around);
  return {
    ...received,
    input: Object.freeze({ ...input, Bucket: point.bucket }),
    facts: { ...facts, region: point.region, accessPoint: point },
  };
}
