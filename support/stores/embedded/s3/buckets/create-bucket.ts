import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { asksForAcl } from '../../../../aws/s3-acl.ts';
import { checkTags } from '../../../../aws/s3-tags.ts';
import { invalidArgument, notImplemented } from '../s3-errors.ts';
import type { S3Context, S3Input, S3Operation } from '../s3-operation.ts';
import { privateAcl, requestedAcl } from './access-control-list.ts';
import { type Bucket, bucketArn, type NewBucket, newBucket } from './bucket.ts';
import { checkBucketName } from './bucket-name.ts';

const REGIONS: ReadonlySet<string> = new Set(Object.values(BucketLocationConstraint));
const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** The bucket of the caller's account, in the region asked for. */
export const createBucket: S3Operation<'CreateBucket'> = (input, context) => {
  const name = input.Bucket ?? '';
  checkBucketName(name);
  const region = regionOf(input.CreateBucketConfiguration?.LocationConstraint, context.region);
  const existing = context.state.buckets.get(name);
  const wanted = wantedBucket({ name, region }, input, context);
  if (existing === undefined) {
    context.state.buckets.set(name, newBucket(wanted));
  } else {
    refuseExisting(existing, region, context);
    existing.acl = wanted.acl;
  }
  return {
    Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: bucketArn({ name }),
  };
};

/** In us-east-1 alone, creating a bucket that one has already succeeds, and resets its ACL. */
function refuseExisting(existing: Bucket, region: string, context: S3Context): void {
  const members = { BucketName: existing.name };
  if (existing.owner !== context.account) {
    throw new AwsError(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      members,
    );
  }
  if (existing.region === 'us-east-1' && region === 'us-east-1') return;
  throw new AwsError(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    members,
  );
}

/**
 * The endpoint of us-east-1 makes buckets everywhere, every other only at home.
 *
 * Source: AWS S3 API reference, CreateBucket, "LocationConstraint".
 */
function regionOf(constraint: string | undefined, endpoint: string): string {
  if (constraint === undefined || constraint === '') {
    if (endpoint === 'us-east-1') return endpoint;
    throw incompatible(`The unspecified location constraint`);
  }
  if (endpoint !== 'us-east-1' && !REGIONS.has(constraint))
    throw incompatible(`The ${constraint} location constraint`);
  if (!REGIONS.has(constraint) || constraint === 'us-east-1') {
    throw new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
      LocationConstraint: constraint,
    });
  }
  const region = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (endpoint === 'us-east-1' || endpoint === region) return region;
  throw incompatible(`The ${constraint} location constraint`);
}

function incompatible(subject: string): AwsError {
  const message = `${subject} is incompatible for the region specific endpoint this request was sent to.`;
  return new AwsError('IllegalLocationConstraintException', 400, message);
}

function wantedBucket(
  { name, region }: Pick<NewBucket, 'name' | 'region'>,
  input: S3Input<'CreateBucket'>,
  context: S3Context,
): NewBucket {
  if (input.ObjectLockEnabledForBucket) throw notImplemented('x-amz-bucket-object-lock-enabled');
  if (input.BucketNamespace !== undefined && input.BucketNamespace !== 'global') {
    throw notImplemented('x-amz-bucket-namespace');
  }
  const { Location, Bucket: kind, Tags = [] } = input.CreateBucketConfiguration ?? {};
  if (Location !== undefined || kind !== undefined) throw notImplemented('CreateBucketConfiguration');
  const ownership = OWNERSHIPS.find((known) => known === (input.ObjectOwnership ?? 'BucketOwnerEnforced'));
  if (ownership === undefined) {
    throw invalidArgument(
      'Invalid x-amz-object-ownership header',
      'x-amz-object-ownership',
      input.ObjectOwnership,
    );
  }
  const owner = context.account;
  const acl = asksForAcl(input) ? requestedAcl(input, owner, owner) : privateAcl(owner);
  checkTags(Tags, 'bucket');
  return { name, owner, region, acl, ownership, tags: Tags };
}
