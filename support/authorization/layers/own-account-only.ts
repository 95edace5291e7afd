/**
 * The KMS operations that work on a key of another account: cryptographic operations, grants, and reading its metadata.
 */
const OF_KMS: readonly string[] = [
  'kms:Decrypt',
  'kms:DeriveSharedSecret',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GenerateMac',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:Sign',
  'kms:Verify',
  'kms:VerifyMac',
  'kms:CreateGrant',
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:GetPublicKey',
  'kms:ListGrants',
  'kms:RetireGrant',
  'kms:RevokeGrant',
];

/** The DynamoDB actions that work on a table of another account. A transaction's checks have an action of their own. */
const OF_DYNAMODB: readonly string[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:DeleteTable',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:ListTagsOfResource',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:TagResource',
  'dynamodb:UntagResource',
  'dynamodb:UpdateItem',
  'dynamodb:UpdateTable',
];

const ACROSS_ACCOUNTS: ReadonlySet<string> = new Set([...OF_KMS, ...OF_DYNAMODB]);

const OWNERS_ONLY: ReadonlySet<string> = new Set([
  's3:GetBucketPolicy',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
]);

/**
 * True if an action can be allowed on a resource of another account.
 *
 * Source: AWS KMS developer guide, "Allowing users in other accounts to use a KMS key"; Amazon DynamoDB developer guide,
 * "DynamoDB API operations supported by resource-based policies".
 */
export function worksAcrossAccounts(action: string): boolean {
  return !/^(?:kms|dynamodb):/.test(action) || ACROSS_ACCOUNTS.has(action);
}

/**
 * True for an action that S3 performs only for identities of the bucket's own account. Policies are asked first: S3 refuses
 * what they deny with AccessDenied, and what they allow to others with MethodNotAllowed.
 *
 * Source: Amazon S3 API reference, PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy.
 */
export function isForOwnersOnly(action: string): boolean {
  return OWNERS_ONLY.has(action);
}
