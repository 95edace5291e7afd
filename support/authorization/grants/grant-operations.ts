/**
 * The operations that a grant can give; other operations in a grant have no effect.
 * Source: AWS KMS API reference, CreateGrant, Operations.
 */
const GRANT_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateGrant',
  'Decapsulate',
  'Decrypt',
  'DeriveSharedSecret',
  'DescribeKey',
  'Encapsulate',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetPublicKey',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/** True if a grant with these operations gives an operation. */
export function gives(operations: readonly string[], operation: string): boolean {
  return operations.includes(operation) && GRANT_OPERATIONS.has(operation);
}
