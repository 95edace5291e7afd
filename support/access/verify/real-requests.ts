import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../../client/clients.ts';
import type { ScenarioDocument } from '../../scenario/document/scenario-schema.ts';
import type { AccessUse } from '../access-use.ts';

/** A request for a use. */
export type RealRequest = (clients: Clients, use: AccessUse, document: ScenarioDocument) => Promise<unknown>;

/** Not a policy: the service decides the permission, refuses the document, and changes nothing. */
const NO_POLICY = 'none';
const NO_SUCH_POLICY = 'arn:aws:iam::aws:policy/KeyholeNoSuchPolicy';

/** The name of a bucket, role, user or table in its ARN. */
const nameIn = ({ resource: { arn } }: AccessUse): string =>
  arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

/** The name of a bucket, or the alias of an access point. */
const bucketIn = (use: AccessUse): string => use.resource.behind?.alias ?? nameIn(use);

const place = (use: AccessUse) => ({ Bucket: bucketIn(use), Key: use.object ?? '' });

/** The members of an upload without a header. */
export const uploadTo = (use: AccessUse) => ({ ...place(use), Body: 'verified' });

/** A key policy that no principal could replace. KMS refuses it to callers that may replace policies, and changes nothing. */
const lockingOut = (account: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:DescribeKey',
      Resource: '*',
    },
  });

/**
 * A request for each action that can be asked for without harm: it changes nothing that later requests depend on. Actions
 * without a row are not verified.
 */
export const REAL_REQUESTS: Readonly<Record<string, RealRequest>> = {
  's3:ListBucket': ({ s3 }, use) => s3.send(new ListObjectsV2Command({ Bucket: bucketIn(use) })),
  's3:GetObject': ({ s3 }, use) =>
    s3.send(new GetObjectCommand(place(use))).then(({ Body }) => Body?.transformToByteArray()),
  's3:PutObject': ({ s3 }, use) => s3.send(new PutObjectCommand(uploadTo(use))),
  's3:DeleteObject': ({ s3 }, use) => s3.send(new DeleteObjectCommand(place(use))),
  's3:PutBucketPolicy': ({ s3 }, use) =>
    s3.send(new PutBucketPolicyCommand({ Bucket: nameIn(use), Policy: NO_POLICY })),
  'kms:Encrypt': ({ kms }, { resource }) =>
    kms.send(new EncryptCommand({ KeyId: resource.arn, Plaintext: Buffer.from('verified') })),
  'kms:GenerateDataKey': ({ kms }, { resource }) =>
    kms.send(new GenerateDataKeyCommand({ KeyId: resource.arn, KeySpec: 'AES_256' })),
  'kms:Decrypt': ({ kms }, { resource }) =>
    kms.send(
      new DecryptCommand({ KeyId: resource.arn, DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] }),
    ),
  'kms:CreateGrant': ({ kms }, { resource }) =>
    kms.send(
      new CreateGrantCommand({
        KeyId: resource.arn,
        GranteePrincipal: `arn:aws:iam::${resource.accountId}:root`,
        Operations: ['Decrypt'],
        DryRun: true,
      }),
    ),
  'kms:PutKeyPolicy': ({ kms }, { resource }) =>
    kms.send(
      new PutKeyPolicyCommand({
        KeyId: resource.arn,
        PolicyName: 'default',
        Policy: lockingOut(resource.accountId),
      }),
    ),
  'secretsmanager:GetSecretValue': ({ secretsmanager }, { resource }) =>
    secretsmanager.send(new GetSecretValueCommand({ SecretId: resource.arn })),
  'secretsmanager:PutSecretValue': ({ secretsmanager }, { resource }) =>
    secretsmanager.send(new PutSecretValueCommand({ SecretId: resource.arn, SecretString: 'verified' })),
  'dynamodb:Scan': ({ dynamodb }, { resource }) =>
    dynamodb.send(new ScanCommand({ TableName: resource.arn })),
  'dynamodb:GetItem': ({ dynamodb }, { resource }, document) =>
    dynamodb.send(new GetItemCommand({ TableName: resource.arn, Key: keyOf(resource.id, document) })),
  'dynamodb:Query': ({ dynamodb }, { resource }, document) => {
    const [[name, value] = ['', { S: '' }]] = Object.entries(keyOf(resource.id, document));
    const condition = { KeyConditionExpression: '#k = :v', ExpressionAttributeNames: { '#k': name } };
    return dynamodb.send(
      new QueryCommand({ TableName: resource.arn, ...condition, ExpressionAttributeValues: { ':v': value } }),
    );
  },
  'dynamodb:PutItem': ({ dynamodb }, { resource }, document) =>
    dynamodb.send(new PutItemCommand({ TableName: resource.arn, Item: keyOf(resource.id, document) })),
  'dynamodb:DeleteItem': ({ dynamodb }, { resource }, document) =>
    dynamodb.send(new DeleteItemCommand({ TableName: resource.arn, Key: keyOf(resource.id, document) })),
  'sts:AssumeRole': ({ sts }, { resource }) =>
    sts.send(new AssumeRoleCommand({ RoleArn: resource.arn, RoleSessionName: 'verified' })),
  'iam:UpdateAssumeRolePolicy': ({ iam }, use) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: nameIn(use), PolicyDocument: NO_POLICY })),
  'iam:PutRolePolicy': ({ iam }, use) =>
    iam.send(
      new PutRolePolicyCommand({ RoleName: nameIn(use), PolicyName: 'verified', PolicyDocument: NO_POLICY }),
    ),
  'iam:AttachRolePolicy': ({ iam }, use) =>
    iam.send(new AttachRolePolicyCommand({ RoleName: nameIn(use), PolicyArn: NO_SUCH_POLICY })),
  'iam:PutUserPolicy': ({ iam }, use) =>
    iam.send(
      new PutUserPolicyCommand({ UserName: nameIn(use), PolicyName: 'verified', PolicyDocument: NO_POLICY }),
    ),
  'iam:AttachUserPolicy': ({ iam }, use) =>
    iam.send(new AttachUserPolicyCommand({ UserName: nameIn(use), PolicyArn: NO_SUCH_POLICY })),
  'iam:CreateAccessKey': ({ iam }, use) => iam.send(new CreateAccessKeyCommand({ UserName: nameIn(use) })),
};

/** An item's key in a table of the scenario. */
function keyOf(id: string, { tables }: ScenarioDocument) {
  const table = tables[id.slice('tables.'.length)];
  const parts = table === undefined ? [] : [table.partitionKey, ...(table.sortKey ? [table.sortKey] : [])];
  return Object.fromEntries(
    parts.map(({ name, type }) => [
      name,
      type === 'N' ? { N: '1' } : type === 'B' ? { B: Buffer.from('a') } : { S: 'a' },
    ]),
  );
}
