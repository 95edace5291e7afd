/**
 * The operations that a grant can give; whatever else one says is without effect.
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

/** True for an operation that a grant with these operations gives. */
export function gives(operations: readonly string[], operation: string): boolean {
  return operations.includes(operation) && GRANT_OPERATIONS.has(operation);
}
