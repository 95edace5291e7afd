import { DeleteResourcePolicyCommand, PutResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import {
  DeleteResourcePolicyCommand as DeleteSecretPolicyCommand,
  PutResourcePolicyCommand as PutSecretPolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Names } from '../../../../authorization/explain.ts';
import type { HeldPolicy } from './held-policy.ts';
import { type LabReader, unlessNone } from './lab-reader.ts';
import { resourceKey } from './place-keys.ts';
import { wholeList } from './whole-list.ts';

/** The policies of the buckets that an account owns. */
export async function bucketPolicies(
  { account, read }: LabReader,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const buckets = await wholeList(
    (ContinuationToken) => read('s3', 'ListBuckets', { ContinuationToken }),
    ({ Buckets }) => Buckets,
    (page) => page.ContinuationToken,
  );
  return Promise.all(
    buckets.map(async ({ Name: Bucket = '' }): Promise<HeldPolicy> => {
      const [found, { BucketRegion: region }] = await Promise.all([
        unlessNone(read('s3', 'GetBucketPolicy', { Bucket }), ['NoSuchBucketPolicy']),
        read('s3', 'HeadBucket', { Bucket }),
      ]);
      const arn = `arn:aws:s3:::${Bucket}`;
      return {
        key: resourceKey(arn),
        title: `the bucket policy of ${names(arn) ?? `the bucket ${Bucket}`}`,
        kind: 'bucket',
        ...{ account, region },
        text: found?.Policy,
        setting: {
          by: 'request',
          operation: 's3:PutBucketPolicy',
          put: ({ s3 }, Policy) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
          remove: ({ s3 }) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
        },
      };
    }),
  );
}

/** The policies of the customer managed keys of an account in a region. */
export async function keyPolicies(
  { account, region, read }: LabReader,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const keys = await wholeList(
    (Marker) => read('kms', 'ListKeys', { Marker }),
    ({ Keys }) => Keys,
    ({ NextMarker }) => NextMarker,
  );
  const held = await Promise.all(
    keys.map(async ({ KeyId = '', KeyArn = '' }): Promise<HeldPolicy | undefined> => {
      const { KeyMetadata } = await read('kms', 'DescribeKey', { KeyId });
      if (KeyMetadata?.KeyManager === 'AWS') return undefined;
      const { Policy } = await read('kms', 'GetKeyPolicy', { KeyId, PolicyName: 'default' });
      return {
        key: resourceKey(KeyArn),
        title: `the key policy of ${names(KeyArn) ?? `the key ${KeyId}`}`,
        kind: 'key',
        ...{ account, region },
        text: Policy,
        setting: {
          by: 'request',
          operation: 'kms:PutKeyPolicy',
          put: ({ kms }, text) =>
            kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: text })),
        },
      };
    }),
  );
  return held.filter((one) => one !== undefined);
}

/** The policies of the secrets of an account in a region. */
export async function secretPolicies(
  { account, region, read }: LabReader,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const secrets = await wholeList(
    (NextToken) => read('secretsmanager', 'ListSecrets', { NextToken }),
    ({ SecretList }) => SecretList,
    ({ NextToken }) => NextToken,
  );
  return Promise.all(
    secrets.map(async ({ ARN: SecretId = '', Name = '' }): Promise<HeldPolicy> => {
      const { ResourcePolicy } = await read('secretsmanager', 'GetResourcePolicy', { SecretId });
      return {
        key: resourceKey(SecretId),
        title: `the resource policy of ${names(SecretId) ?? `the secret ${Name}`}`,
        kind: 'secret',
        ...{ account, region },
        text: ResourcePolicy,
        setting: {
          by: 'request',
          operation: 'secretsmanager:PutResourcePolicy',
          put: ({ secretsmanager }, text) =>
            secretsmanager.send(new PutSecretPolicyCommand({ SecretId, ResourcePolicy: text })),
          remove: ({ secretsmanager }) => secretsmanager.send(new DeleteSecretPolicyCommand({ SecretId })),
        },
      };
    }),
  );
}

/** The policies of the tables of an account in a region. */
export async function tablePolicies(
  { account, region, read }: LabReader,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const tables = await wholeList(
    (ExclusiveStartTableName) => read('dynamodb', 'ListTables', { ExclusiveStartTableName }),
    ({ TableNames }) => TableNames,
    ({ LastEvaluatedTableName }) => LastEvaluatedTableName,
  );
  return Promise.all(
    tables.map(async (table): Promise<HeldPolicy> => {
      const ResourceArn = `arn:aws:dynamodb:${region}:${account}:table/${table}`;
      const found = await unlessNone(read('dynamodb', 'GetResourcePolicy', { ResourceArn }), [
        'PolicyNotFoundException',
      ]);
      return {
        key: resourceKey(ResourceArn),
        title: `the resource policy of ${names(ResourceArn) ?? `the table ${table}`}`,
        kind: 'table',
        ...{ account, region },
        text: found?.Policy,
        setting: {
          by: 'request',
          operation: 'dynamodb:PutResourcePolicy',
          put: ({ dynamodb }, Policy) => dynamodb.send(new PutResourcePolicyCommand({ ResourceArn, Policy })),
          remove: ({ dynamodb }) => dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn })),
        },
      };
    }),
  );
}
