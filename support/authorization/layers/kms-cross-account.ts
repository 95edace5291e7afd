/** The operations of KMS that can reach a key of another account: the cryptographic ones, grants, and looking at it. */
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
 * Whether an action can be allowed on a resource of another account at all.
 * Source: AWS KMS developer guide, "Allowing users in other accounts to use a KMS key".
 */
export function worksAcrossAccounts(action: string): boolean {
  return !action.startsWith('kms:') || ACROSS_ACCOUNTS.has(action);
}
