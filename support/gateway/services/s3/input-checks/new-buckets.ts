import { isIPv4 } from 'node:net';
import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import { invalidArgument, notImplemented } from '../../../../aws/s3-errors.ts';
import { checkTags } from '../../../../aws/s3-tags.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

/**
 * Refuses a bucket that S3 would not create: its name, its Region, its Object Ownership, or a kind of bucket that keyhole
 * does not have. Throws AwsError `InvalidBucketName`, `InvalidLocationConstraint`, `IllegalLocationConstraintException`,
 * `InvalidArgument`, `InvalidTag`, `NotImplemented`.
 */
export function checkNewBucket({ operation, input, facts }: CallFacts<'s3'>): void {
  if (operation !== 'CreateBucket') return;
  const request = input as Input<'s3', 'CreateBucket'>;
  checkBucketName(request.Bucket ?? '');
  checkKind(request);
  checkRegion(
    request.CreateBucketConfiguration?.LocationConstraint,
    facts.authenticated.region ?? 'us-east-1',
  );
  checkTags(request.CreateBucketConfiguration?.Tags ?? [], 'new bucket');
  const { ObjectOwnership } = request;
  if (ObjectOwnership === undefined || isOwnership(ObjectOwnership)) return;
  const message = `Invalid x-amz-object-ownership header: ${ObjectOwnership}`;
  throw invalidArgument(message, 'x-amz-object-ownership');
}

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** Source: Amazon S3 user guide, "General purpose bucket naming rules". */
function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !isIPv4(name);
  const reserved =
    RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix));
  if (wellFormed && !reserved) return;
  throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
}

/** Directory buckets and buckets in a namespace of the account are other kinds of buckets. */
function checkKind(request: Input<'s3', 'CreateBucket'>): void {
  const { BucketNamespace, CreateBucketConfiguration } = request;
  if (BucketNamespace !== undefined && BucketNamespace !== 'global')
    throw notImplemented('x-amz-bucket-namespace');
  const { Location, Bucket } = CreateBucketConfiguration ?? {};
  if (Location !== undefined || Bucket !== undefined) throw notImplemented('CreateBucketConfiguration');
}

const REGIONS: ReadonlySet<string> = new Set(Object.values(BucketLocationConstraint));

/**
 * The endpoint of us-east-1 creates buckets in every Region, every other endpoint only in its own.
 *
 * Source: Amazon S3 API reference, CreateBucket, section "LocationConstraint".
 */
function checkRegion(constraint: string | undefined, endpoint: string): void {
  const everywhere = endpoint === 'us-east-1';
  if (constraint === undefined || constraint === '') {
    if (everywhere) return;
    throw incompatible('The unspecified location constraint');
  }
  const known = REGIONS.has(constraint) && constraint !== 'us-east-1';
  if (known && (everywhere || endpoint === (constraint === 'EU' ? 'eu-west-1' : constraint))) return;
  if (!everywhere && (known || !REGIONS.has(constraint)))
    throw incompatible(`The ${constraint} location constraint`);
  throw new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
    LocationConstraint: constraint,
  });
}

function incompatible(subject: string): AwsError {
  const message = `${subject} is incompatible for the region specific endpoint this request was sent to.`;
  return new AwsError('IllegalLocationConstraintException', 400, message);
}

const OWNERSHIPS: ReadonlySet<unknown> = new Set([
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
]);

/** True for the values of Object Ownership. */
export function isOwnership(value: unknown): boolean {
  return OWNERSHIPS.has(value);
}
