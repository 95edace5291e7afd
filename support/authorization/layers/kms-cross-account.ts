/**
 * The KMS operations that work on a key of another account: cryptographic operations, grants, and reading its metadata.
 */
const ACROSS_ACCOUNTS: ReadonlySet<string> = new Set(
  [
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
  ].map((operation) => `kms:${operation}`),
);

/**
 * True if an action can be allowed on a resource of another account.
 * Source: AWS KMS developer guide, "Allowing users in other accounts to use a KMS key".
 */
export function worksAcrossAccounts(action: string): boolean {
  return !action.startsWith('kms:') || ACROSS_ACCOUNTS.has(action);
}
