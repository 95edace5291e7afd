import { AwsError } from '../../../aws/aws-error.ts';
import type { Call, Store } from '../../store.ts';
import { refuseOverlookedByKms } from './refuse-overlooked-kms.ts';
import { refuseUnusableKeys } from './refuse-unusable-keys.ts';

/** Where what AWS looks at is found. */
export type Overlooked = Pick<Store, 'bucketOwner' | 'read'>;

/** Refuses what AWS refuses whoever asks, and not every endpoint looks at. Throws AwsError. */
export async function refuseOverlooked(call: Call, store: Overlooked): Promise<void> {
  const bucketOwner = store.bucketOwner.bind(store);
  const read: Overlooked['read'] = (lookup) => store.read(lookup);
  const { account, region, service } = call;
  const keyMetadata = (KeyId: string) =>
    read({ service: 'kms', operation: 'DescribeKey', input: { KeyId }, account, region });
  if (service === 'kms') {
    await refuseOverlookedByKms(call, async (keyArn) => (await keyMetadata(keyArn)).KeyMetadata);
  }
  if (service === 'secretsmanager') await refuseUnusableKeys(call, keyMetadata);
  if (service === 'dynamodb') {
    refusePolicyAtCreation(call);
    const kmsKeys = [...(await keyLeft(call, read)), ...(call.kmsKeys ?? [])];
    await refuseUnusableKeys({ ...call, kmsKeys }, keyMetadata);
  }
  if (service !== 's3') return;
  await refuseOtherOwner(call, bucketOwner);
  await refuseUnusableKeys(call, keyMetadata);
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

/** The KMS key that a table is to have no longer: what is under it is to be read once more, and encrypted anew. */
async function keyLeft(
  { operation, input, account, region }: Call,
  read: Overlooked['read'],
): Promise<readonly string[]> {
  const { TableName, SSESpecification }: { TableName?: string; SSESpecification?: object } = input;
  if (operation !== 'UpdateTable' || SSESpecification === undefined) return [];
  const described = { service: 'dynamodb', operation: 'DescribeTable', input: { TableName } } as const;
  const { Table } = await read({ ...described, account, region });
  const arn = Table?.SSEDescription?.KMSMasterKeyArn;
  return arn === undefined ? [] : [arn];
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
