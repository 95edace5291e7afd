import { AwsError } from '../../../aws/aws-error.ts';
import type { Call, Store } from '../../store.ts';

/** Where what AWS looks at is found. */
export type Overlooked = Pick<Store, 'bucketOwner'>;

/** Refuses what AWS refuses whoever asks, and not every endpoint looks at. Throws AwsError. */
export async function refuseOverlooked(call: Call, store: Overlooked): Promise<void> {
  const bucketOwner = store.bucketOwner.bind(store);
  const { service } = call;
  if (service === 'dynamodb') refusePolicyAtCreation(call);
  if (service !== 's3') return;
  await refuseOtherOwner(call, bucketOwner);
}

/**
 * Not every endpoint keeps the policy that a table is made with, and none says so; PutResourcePolicy it performs or
 * refuses.
 */
function refusePolicyAtCreation({ operation, input }: Call): void {
  if (operation !== 'CreateTable' || Reflect.get(input, 'ResourcePolicy') === undefined) return;
  const message =
    'keyhole: whether the store keeps the policy that a table is created with cannot be told. Create the table, and then put its policy.';
  throw new AwsError('NotImplemented', 501, message);
}

/** Source: Amazon S3 User Guide, "Verifying bucket ownership with bucket owner condition". */
async function refuseOtherOwner(
  { input, operation }: Call,
  bucketOwner: Overlooked['bucketOwner'],
): Promise<void> {
  const { Bucket, ExpectedBucketOwner }: { Bucket?: string; ExpectedBucketOwner?: string } = input;
  if (ExpectedBucketOwner === undefined || Bucket === undefined || operation === 'CreateBucket') return;
  const owner = await bucketOwner(Bucket);
  if (owner !== undefined && owner !== ExpectedBucketOwner)
    throw new AwsError('AccessDenied', 403, 'Access Denied');
}
