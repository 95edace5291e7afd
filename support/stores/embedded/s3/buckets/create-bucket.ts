import { AwsError } from '../../../../aws/aws-error.ts';
import { asksForAcl } from '../../../../aws/s3-acl.ts';
import type { S3Context, S3Input, S3Operation } from '../s3-operation.ts';
import { privateAcl, requestedAcl } from './access-control-list.ts';
import { type Bucket, bucketArn, type NewBucket, newBucket } from './bucket.ts';

/** The bucket of the caller's account, in the region asked for. */
export const createBucket: S3Operation<'CreateBucket'> = (input, context) => {
  const name = input.Bucket ?? '';
  const region = regionOf(input.CreateBucketConfiguration?.LocationConstraint, context.region);
  const existing = context.state.buckets.get(name);
  const wanted = wantedBucket({ name, region }, input, context);
  if (existing === undefined) {
    context.state.buckets.set(name, newBucket(wanted));
  } else {
    refuseExisting(existing, wanted, context);
    existing.acl = wanted.acl;
  }
  return {
    Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: bucketArn({ name }),
  };
};

/**
 * In us-east-1 alone, creating one's own bucket again succeeds, and resets its ACL.
 * Undocumented: it does not succeed with tags. Recorded answers show it.
 */
function refuseExisting(existing: Bucket, { region, tags }: NewBucket, context: S3Context): void {
  const members = { BucketName: existing.name };
  if (existing.owner !== context.account) {
    throw new AwsError(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      members,
    );
  }
  if (existing.region === 'us-east-1' && region === 'us-east-1' && tags.length === 0) return;
  throw new AwsError(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
    members,
  );
}

/** The Region that a location constraint names; without one the Region of the endpoint. */
function regionOf(constraint: string | undefined, endpoint: string): string {
  return constraint === 'EU' ? 'eu-west-1' : constraint || endpoint;
}

function wantedBucket(
  { name, region }: Pick<NewBucket, 'name' | 'region'>,
  input: S3Input<'CreateBucket'>,
  context: S3Context,
): NewBucket {
  const { Tags = [], LocationConstraint } = input.CreateBucketConfiguration ?? {};
  const ownership = input.ObjectOwnership ?? 'BucketOwnerEnforced';
  const owner = context.account;
  const acl = asksForAcl(input) ? requestedAcl(input, owner, owner) : privateAcl(owner);
  const alias = LocationConstraint === 'EU' ? { constraint: 'EU' as const } : {};
  const locks = input.ObjectLockEnabledForBucket === true;
  return { name, owner, region, acl, ownership, locks, tags: Tags, ...alias };
}
