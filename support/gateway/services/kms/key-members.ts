import type { Operation } from '../../../aws/operations.ts';

type KmsOperation = Operation<'kms'>;

/** The input members of an operation that refer to a key: by id, ARN, alias or alias ARN. */
export const keyMembers: Readonly<Partial<Record<KmsOperation, readonly string[]>>> = {
  CancelKeyDeletion: ['KeyId'],
  CreateAlias: ['TargetKeyId'],
  CreateGrant: ['KeyId'],
  Decrypt: ['KeyId'],
  DeleteImportedKeyMaterial: ['KeyId'],
  DeriveSharedSecret: ['KeyId'],
  DescribeKey: ['KeyId'],
  DisableKey: ['KeyId'],
  DisableKeyRotation: ['KeyId'],
  EnableKey: ['KeyId'],
  EnableKeyRotation: ['KeyId'],
  Encrypt: ['KeyId'],
  GenerateDataKey: ['KeyId'],
  GenerateDataKeyPair: ['KeyId'],
  GenerateDataKeyPairWithoutPlaintext: ['KeyId'],
  GenerateDataKeyWithoutPlaintext: ['KeyId'],
  GenerateMac: ['KeyId'],
  GetKeyLastUsage: ['KeyId'],
  GetKeyPolicy: ['KeyId'],
  GetKeyRotationStatus: ['KeyId'],
  GetParametersForImport: ['KeyId'],
  GetPublicKey: ['KeyId'],
  ImportKeyMaterial: ['KeyId'],
  ListAliases: ['KeyId'],
  ListGrants: ['KeyId'],
  ListKeyPolicies: ['KeyId'],
  ListKeyRotations: ['KeyId'],
  ListResourceTags: ['KeyId'],
  PutKeyPolicy: ['KeyId'],
  ReEncrypt: ['SourceKeyId', 'DestinationKeyId'],
  ReplicateKey: ['KeyId'],
  RetireGrant: ['KeyId'],
  RevokeGrant: ['KeyId'],
  RotateKeyOnDemand: ['KeyId'],
  ScheduleKeyDeletion: ['KeyId'],
  Sign: ['KeyId'],
  TagResource: ['KeyId'],
  UntagResource: ['KeyId'],
  UpdateAlias: ['TargetKeyId'],
  UpdateKeyDescription: ['KeyId'],
  UpdatePrimaryRegion: ['KeyId'],
  Verify: ['KeyId'],
  VerifyMac: ['KeyId'],
};

/** Members that KMS takes from the ciphertext if the request leaves them out. */
export const ciphertextKeyMember: Readonly<Partial<Record<KmsOperation, string>>> = {
  Decrypt: 'KeyId',
  ReEncrypt: 'SourceKeyId',
};

const aliasOperations: ReadonlySet<KmsOperation> = new Set<KmsOperation>([
  'Decrypt',
  'DeriveSharedSecret',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetPublicKey',
  'ReEncrypt',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/** Cryptographic operations and DescribeKey take aliases; operations that manage a key do not (KMS API reference). */
export function acceptsAliases(operation: KmsOperation): boolean {
  return aliasOperations.has(operation);
}

/**
 * The member that names the key of a permission. If an operation uses two keys, each has its own permission.
 */
export function memberOfKey(operation: KmsOperation, action: string): string | undefined {
  if (operation === 'ReEncrypt') return action === 'kms:ReEncryptFrom' ? 'SourceKeyId' : 'DestinationKeyId';
  return keyMembers[operation]?.[0];
}
