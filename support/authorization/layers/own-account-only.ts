const actions = (service: string, operations: readonly string[]): readonly string[] =>
  operations.map((operation) => `${service}:${operation}`);

/**
 * The KMS operations that work on a key of another account: cryptographic operations, grants, and reading its metadata.
 */
const OF_KMS = actions('kms', [
  'Decrypt',
  'DeriveSharedSecret',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'VerifyMac',
  'CreateGrant',
  'DescribeKey',
  'GetKeyRotationStatus',
  'GetPublicKey',
  'ListGrants',
  'RetireGrant',
  'RevokeGrant',
]);

/** The DynamoDB actions that work on a table of another account. A transaction's checks have an action of their own. */
const OF_DYNAMODB = actions('dynamodb', [
  'BatchGetItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
]);

const ACROSS_ACCOUNTS: ReadonlySet<string> = new Set([...OF_KMS, ...OF_DYNAMODB]);

const OWNERS_ONLY: ReadonlySet<string> = new Set(
  actions('s3', ['GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy']),
);

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
 * Source: Amazon S3 API reference, "PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy".
 */
export function isForOwnersOnly(action: string): boolean {
  return OWNERS_ONLY.has(action);
}
