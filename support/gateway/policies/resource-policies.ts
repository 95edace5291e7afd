import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../authorization/policies-in-force.ts';
import { parseArn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { Store } from '../../stores/store.ts';
import { iamReader, unlessAbsent } from '../services/iam/iam-reader.ts';

/** The bucket policy, or undefined where the bucket has none. */
export async function bucketPolicy(
  store: Store,
  bucket: string,
  owner: string,
): Promise<NamedPolicy | undefined> {
  const output = await unlessMissing('NoSuchBucketPolicy', () =>
    store.read({
      service: 's3',
      operation: 'GetBucketPolicy',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the bucket policy of ${bucket}`,
    layer: 'resource',
    policy: parsedPolicy(output.Policy, 'bucket'),
  };
}

/** The four switches of a bucket's Block Public Access; all off where there is no configuration. */
export async function publicAccessBlock(store: Store, bucket: string, owner: string) {
  const output = await unlessMissing('NoSuchPublicAccessBlockConfiguration', () =>
    store.read({
      service: 's3',
      operation: 'GetPublicAccessBlock',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  return output?.PublicAccessBlockConfiguration ?? {};
}

/** The key policy of a KMS key given by its ARN, or undefined where there is no such key. */
export async function keyPolicy(store: Store, keyArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(keyArn);
  if (!arn) return undefined;
  const output = await unlessMissing('NotFoundException', () =>
    store.read({
      service: 'kms',
      operation: 'GetKeyPolicy',
      input: { KeyId: keyArn, PolicyName: 'default' },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the key policy of ${keyArn}`,
    layer: 'key policy',
    policy: parsedPolicy(output.Policy, 'key'),
  };
}

/** Whether a KMS key given by its ARN is one that AWS manages, such as `aws/s3`. */
export async function isAwsManagedKey(store: Store, keyArn: string): Promise<boolean> {
  const arn = parseArn(keyArn);
  if (!arn?.resource.startsWith('key/')) return false;
  const output = await unlessMissing('NotFoundException', () =>
    store.read({
      service: 'kms',
      operation: 'DescribeKey',
      input: { KeyId: keyArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  return output?.KeyMetadata?.KeyManager === 'AWS';
}

/** The resource policy of a secret given by its ARN, or undefined where it has none or there is no such secret. */
export async function secretPolicy(store: Store, secretArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(secretArn);
  if (!arn) return undefined;
  const output = await unlessMissing('ResourceNotFoundException', () =>
    store.read({
      service: 'secretsmanager',
      operation: 'GetResourcePolicy',
      input: { SecretId: secretArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.ResourcePolicy) return undefined;
  return {
    name: `the resource policy of ${secretArn}`,
    layer: 'resource',
    policy: parsedPolicy(output.ResourcePolicy, 'secret'),
  };
}

/** The trust policy of a role given by its ARN, or undefined where there is no such role. */
export async function trustPolicy(store: Store, roleArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(roleArn);
  const name = arn?.resource.split('/').at(-1);
  if (!arn?.resource.startsWith('role/') || !name) return undefined;
  const output = await unlessAbsent(iamReader(store, arn.account)('GetRole', { RoleName: name }));
  if (output?.Role?.Arn !== roleArn) return undefined;
  const document = decodeURIComponent(output.Role.AssumeRolePolicyDocument ?? '');
  return {
    name: `the trust policy of the role ${name}`,
    layer: 'trust policy',
    policy: parsedPolicy(document, 'trust'),
  };
}

/** How stores answer that they have no such operation: they hold no policies of tables either. */
const WITHOUT_TABLE_POLICIES = ['NotImplemented', 'UnknownOperationException'];

/** The resource policy of a table, which its indexes share; undefined where it has none or there is no such table. */
export async function tablePolicy(store: Store, resourceArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(resourceArn);
  const [kind, name] = arn?.resource.split('/') ?? [];
  if (!arn || kind !== 'table' || name === undefined || name === '*') return undefined;
  const tableArn = `arn:aws:dynamodb:${arn.region}:${arn.account}:table/${name}`;
  const none = ['PolicyNotFoundException', 'ResourceNotFoundException', ...WITHOUT_TABLE_POLICIES];
  const output = await unlessMissing(none, () =>
    store.read({
      service: 'dynamodb',
      operation: 'GetResourcePolicy',
      input: { ResourceArn: tableArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the resource policy of ${tableArn}`,
    layer: 'resource',
    policy: parsedPolicy(output.Policy, 'table'),
  };
}

/** What was read, or undefined where AWS answers that there is none. */
async function unlessMissing<T>(
  code: string | readonly string[],
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsError && [code].flat().includes(error.code)) return undefined;
    throw error;
  }
}
