import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ClientCredentials } from './client-process.ts';

/** For tests: the accounts of the article, the bucket's name and region. */
export const security = '111111111111';
export const intake = '222222222222';
export const processing = '333333333333';
export const bucket = 'my-write-only-bucket';
export const region = 'eu-west-1';

/** For tests: the principals of the write-only bucket's scenario. */
export interface WriteOnlyBucket {
  readonly keyArn: string;
  /** A user of the intake account that may do anything with the bucket, and encrypt with the key. */
  readonly transfer: ClientCredentials;
  /** A user of the processing account that may get objects, and decrypt. */
  readonly reader: ClientCredentials;
}

const encryptOnly = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** For tests: the root user's credentials of an account. */
export function rootOf(account: string): ClientCredentials {
  return { accessKeyId: account, secretAccessKey: 'test' };
}

/** For tests: a bucket of one account, encrypted with a key of another, read by a third. */
export async function createWriteOnlyBucket(endpoint: string): Promise<WriteOnlyBucket> {
  const keyArn = await createKey(endpoint);
  const reader = await createUser(endpoint, {
    account: processing,
    name: 'reader',
    statements: [
      allow(['s3:GetObject'], `arn:aws:s3:::${bucket}/*`),
      allow(['kms:Decrypt', 'kms:DescribeKey'], keyArn),
    ],
  });
  await createBucket(endpoint, keyArn);
  const transfer = await createUser(endpoint, {
    account: intake,
    name: 'transfer',
    statements: [
      allow(['s3:*'], [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]),
      { ...allow(encryptOnly, keyArn), Sid: 'KMSaccess' },
    ],
  });
  return { keyArn, transfer, reader };
}

function allow(Action: readonly string[], Resource: string | readonly string[]) {
  return { Effect: 'Allow', Action, Resource };
}

function documentOf(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function createKey(endpoint: string): Promise<string> {
  const everything = { ...allow(['kms:*'], '*'), Principal: { AWS: `arn:aws:iam::${security}:root` } };
  const encrypting = {
    ...allow(encryptOnly, '*'),
    Sid: 'Allow Encryption with the key',
    Principal: { AWS: `arn:aws:iam::${intake}:root` },
  };
  const persistent = {
    ...allow(['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], '*'),
    Sid: 'Allow attachment of persistent resources',
    Principal: { AWS: [`arn:aws:iam::${intake}:root`] },
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  };
  const decrypting = {
    ...allow(['kms:Decrypt', 'kms:DescribeKey'], '*'),
    Sid: 'Allow Decryption with the key',
    Principal: { AWS: `arn:aws:iam::${processing}:root` },
  };
  const kms = new KMSClient({ endpoint, region, credentials: rootOf(security) });
  const Policy = documentOf([everything, encrypting, persistent, decrypting]);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
  kms.destroy();
  return KeyMetadata?.Arn ?? '';
}

async function createBucket(endpoint: string, keyArn: string): Promise<void> {
  const s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials: rootOf(intake) });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const byDefault = { KMSMasterKeyID: keyArn, SSEAlgorithm: 'aws:kms' } as const;
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: bucket,
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] },
    }),
  );
  const reading = {
    ...allow(['s3:GetObject'], `arn:aws:s3:::${bucket}/*`),
    Principal: { AWS: `arn:aws:iam::${processing}:user/reader` },
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: documentOf([reading]) }));
  s3.destroy();
}

async function createUser(
  endpoint: string,
  user: { readonly account: string; readonly name: string; readonly statements: readonly object[] },
): Promise<ClientCredentials> {
  const iam = new IAMClient({ endpoint, region, credentials: rootOf(user.account) });
  const named = { UserName: user.name };
  await iam.send(new CreateUserCommand(named));
  const PolicyDocument = documentOf(user.statements);
  await iam.send(new PutUserPolicyCommand({ ...named, PolicyName: 'access', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand(named));
  iam.destroy();
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}
