import { AwsError } from '../../../aws/aws-error.ts';
import {
  copySourceArn,
  invalidSourceBucket,
  parseCopySource,
  writtenCopySource,
} from '../../../aws/copy-source.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';
import { type AccessPoint, accessPointIn } from '../../surroundings/access-point.ts';
import { type AroundNames, accessPointNamed, existingPoint } from './access-point-named.ts';
import { requireUsable } from './usable-access-point.ts';

/** The source of a copy, as its header names it. */
interface NamedSource {
  readonly object: ObjectReference;
  /** The access point in place of the bucket. */
  readonly point: AccessPoint | undefined;
}

/**
 * The copy of an object of the bucket behind the access point that its source names, by an ARN or an alias. Throws NoSuchAccessPoint,
 * InvalidArgument, AccessDenied, NotImplemented.
 *
 * Source: Amazon S3 API reference, CopyObject and UploadPartCopy, x-amz-copy-source.
 */
export async function readdressSource(
  received: ReceivedCall,
  copySource: string,
  around: AroundNames,
): Promise<ReceivedCall> {
  const source = sourceNamed(copySource, around);
  // A malformed source is refused later.
  if (source === undefined) return received;
  await requireOneRegion(received, source, around);
  const { point, object } = source;
  if (point === undefined) return received;
  await requireUsable(point, around);
  const CopySource = writtenCopySource({ ...object, Bucket: point.bucket });
  return {
    ...received,
    input: Object.freeze({ ...received.input, CopySource }),
    facts: { ...received.facts, sourceAccessPoint: point },
  };
}

function sourceNamed(copySource: string, around: AroundNames): NamedSource | undefined {
  const byArn = copySourceArn(copySource);
  if (byArn === undefined) {
    const object = plainSource(copySource);
    return object && { object, point: accessPointNamed(object.Bucket, around) };
  }
  const { arn, VersionId } = byArn;
  const named = accessPointIn(arn);
  if (named === undefined && !/^arn:aws:s3:[a-z0-9-]+:/.test(arn)) throw notImplemented(`a copy from ${arn}`);
  if (named?.key === undefined || named.key === '') throw invalidSourceBucket();
  const point = existingPoint(named, around.surroundings);
  return { object: { Bucket: point.bucket, Key: named.key, VersionId }, point };
}

function plainSource(copySource: string): ObjectReference | undefined {
  try {
    return parseCopySource(copySource);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/**
 * Refuses a copy between Regions through an access point.
 *
 * Source: Amazon S3 API reference, CopyObject, x-amz-copy-source.
 * Undocumented: the error of AWS, which does not serve such copies.
 */
async function requireOneRegion(
  { input, facts }: ReceivedCall,
  { object, point }: NamedSource,
  { store }: AroundNames,
): Promise<void> {
  if (point === undefined && facts.accessPoint === undefined) return;
  const from = point?.region ?? (await store.bucketRegion(object.Bucket));
  const to = facts.accessPoint?.region ?? (await store.bucketRegion(String(Reflect.get(input, 'Bucket'))));
  // A bucket that does not exist is refused later.
  if (from === undefined || to === undefined || from === to) return;
  throw notImplemented(
    `copies between Regions through an access point, from ${from} to ${to}: AWS does not serve them either`,
  );
}
