import { account } from '../../../aws/testing/accounts.ts';
import { BUCKET, KEY, OBJECT, ROLE } from '../cases/actors.ts';

/** An action on a resource of the account OWN, or on `*`. */
export interface Subject {
  readonly action: string;
  readonly resource: string;
  /** Condition keys that only requests of this action have. */
  readonly keys: readonly string[];
}

const USER = `arn:aws:iam::${account}:user/alice`;

const on = (resource: string, keys: readonly string[], actions: readonly string[]): Subject[] =>
  actions.map((action) => ({ action, resource, keys }));

const KMS_USE = ['kms:ViaService', 'kms:CallerAccount'];

/** Every action and resource that trials ask for. */
export const SUBJECTS: readonly Subject[] = [
  ...on(OBJECT, [], ['s3:GetObject', 's3:DeleteObject']),
  ...on(OBJECT, ['s3:x-amz-server-side-encryption'], ['s3:PutObject']),
  ...on(BUCKET, ['s3:prefix', 's3:max-keys'], ['s3:ListBucket']),
  ...on(BUCKET, [], ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']),
  ...on('*', [], ['s3:ListAllMyBuckets']),
  ...on(KEY, KMS_USE, ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey']),
  ...on(KEY, KMS_USE, ['kms:DisableKey', 'kms:PutKeyPolicy']),
  ...on(`arn:aws:kms:eu-west-1:${account}:alias/reports`, [], ['kms:DeleteAlias']),
  ...on('*', [], ['kms:ListKeys', 'kms:ListAliases']),
  ...on(ROLE, ['sts:ExternalId'], ['sts:AssumeRole']),
  ...on(ROLE, [], ['iam:GetRole', 'iam:PutRolePolicy', 'iam:PassRole', 'iam:DeleteRole']),
  ...on(USER, [], ['iam:GetUser', 'iam:CreateAccessKey', 'iam:DeleteUser']),
  ...on('*', [], ['iam:ListUsers', 'iam:GetAccountSummary']),
];
