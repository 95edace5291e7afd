import { AwsError } from '../../../aws/aws-error.ts';
import { parseCopySource } from '../../../aws/copy-source.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { accessDenied } from '../../../aws/s3-errors.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';
import {
  type AccessPoint,
  accessPointArn,
  accessPointIn,
  bucketAccountOf,
} from '../../surroundings/access-point.ts';
import type { KnownSurroundings } from '../../surroundings/surroundings.ts';
import { objectOwnership } from './bucket-settings.ts';

/**
 * The operations that requests through access points can have.
 *
 * Source: Amazon S3 user guide, "Access point compatibility"; Service Authorization Reference, "Amazon S3".
 * Differs: copies, DeleteObjects, ListMultipartUploads, ACLs and forms through an access point are refused by name.
 */
const SERVED: ReadonlySet<Operation> = new Set<Operation<'s3'>>([
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateMultipartUpload',
  'DeleteObject',
  'DeleteObjectTagging',
  'GetBucketLocation',
  'GetObject',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'HeadBucket',
  'HeadObject',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListParts',
  'PutObject',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'UploadPart',
]);

/** The world in which names are looked up. */
interface Around {
  readonly store: Store;
  readonly surroundings: KnownSurroundings;
}

/**
 * The call about the bucket behind an access point, if it names one: by its ARN, by its alias or in its host. Throws
 * NoSuchAccessPoint, AccessDenied, and NotImplemented for what access points do not serve here.
 */
export function readdress(received: ReceivedCall, around: Around): Awaitable<ReceivedCall> {
  const { Bucket, CopySource } = received.input as Partial<Input<'s3', 'CopyObject'>>;
  if (CopySource !== undefined && isAccessPoint(CopySource, around))
    throw notImplemented('a copy from an access point');
  if (Bucket === undefined) return received;
  const named = namedDirectly(Bucket, around);
  if (named !== undefined) return through(named, received, around);
  const inHost = namedInHost(received, Bucket, around);
  if (inHost === undefined) return received;
  return notABucket(Bucket, inHost, around).then(() => through(inHost.point, received, around));
}

function namedDirectly(bucket: string, { surroundings }: Around): AccessPoint | undefined {
  if (bucket.endsWith('-s3alias')) return surroundings.accessPoints?.find(({ alias }) => alias === bucket);
  if (!bucket.startsWith('arn:')) return undefined;
  const named = accessPointIn(bucket);
  if (named === undefined || named.key !== undefined) throw notImplemented(`S3 through ${bucket}`);
  const found = surroundings.accessPoint(accessPointArn(named));
  if (found === undefined) throw noSuchAccessPoint(named.name);
  return found;
}

function isAccessPoint(copySource: string, around: Around): boolean {
  if (/^\/?arn(?::|%3a)/i.test(copySource)) return true;
  const bucket = bucketOfSource(copySource);
  return bucket?.endsWith('-s3alias') === true && namedDirectly(bucket, around) !== undefined;
}

/** The bucket of the source of a copy; undefined for a malformed source, which is refused later. */
function bucketOfSource(copySource: string): string | undefined {
  try {
    return parseCopySource(copySource).Bucket;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** The hosts by which SDKs address an access point below another host than one of AWS. */
const IN_HOST =
  /^([a-z0-9][a-z0-9-]{1,48}[a-z0-9])-(\d{12})\.(?:(accesspoint)\.vpce-[0-9a-f]+[^:]*|localhost(?:\.localstack\.cloud)?)(?::\d+)?$/;

/** An access point in the host of a request, and whether the host can be that of nothing else. */
interface InHost {
  readonly point: AccessPoint;
  readonly isSure: boolean;
}

/**
 * The access point in the host of a request, such as `mine-111111111111.localhost`, in which an SDK writes an ARN. The host of
 * a bucket in virtual-host style can look the same: a bucket is meant if no access point has this name.
 */
function namedInHost({ facts }: ReceivedCall, bucket: string, { surroundings }: Around): InHost | undefined {
  const { host = '' } = facts.http.headers;
  if (!host.includes('-')) return undefined;
  const [, name, account, label] = IN_HOST.exec(host.toLowerCase()) ?? [];
  if (name === undefined || account === undefined || bucket !== `${name}-${account}`) return undefined;
  const region = facts.authenticated.region ?? 'us-east-1';
  const point = surroundings.accessPoint(accessPointArn({ name, account, region }));
  if (point !== undefined) return { point, isSure: label !== undefined };
  if (label !== undefined) throw noSuchAccessPoint(name);
  return undefined;
}

/** Refuses a host that names a bucket as well as an access point: keyhole could take the wrong one. */
async function notABucket(bucket: string, { point, isSure }: InHost, { store }: Around): Promise<void> {
  if (isSure || (await store.bucketOwner(bucket)) === undefined) return;
  throw notImplemented(
    `this host, which names the bucket ${bucket} and the access point ${point.name}: use path style, or the alias ${point.alias}`,
  );
}

/**
 * The call about the bucket of an access point.
 *
 * Undocumented: the answer of an access point whose bucket was deleted, and whether it opens a later bucket of that name. An
 * access point of another account outlives its bucket.
 */
async function through(point: AccessPoint, received: ReceivedCall, { store }: Around): Promise<ReceivedCall> {
  const { operation, input, facts } = received;
  if (!SERVED.has(operation)) throw notImplemented(`${operation} through an access point`);
  if (facts.byForm === true) throw notImplemented('a form through an access point');
  const { bucket, region } = point;
  const account = bucketAccountOf(point);
  const id = await store.bucketId(bucket);
  if (id === undefined || (point.bucketId !== undefined && id !== point.bucketId))
    throw notImplemented(`S3 through the access point ${point.name}, whose bucket was deleted`);
  // The bucket was deleted behind the gateway, and another account made one of its name.
  if ((await store.bucketOwner(bucket)) !== account) throw accessDenied();
  if ((await objectOwnership(store, { bucket, account })) !== 'BucketOwnerEnforced')
    throw notImplemented('an access point for a bucket whose ACLs are enabled');
  return {
    ...received,
    input: Object.freeze({ ...input, Bucket: bucket }),
    facts: { ...facts, region, accessPoint: point },
  };
}

/** The refusal of an access point that does not exist. */
export function noSuchAccessPoint(name: string): AwsError {
  const message = 'The specified accesspoint does not exist';
  return new AwsError('NoSuchAccessPoint', 404, message, { AccessPointName: name });
}
