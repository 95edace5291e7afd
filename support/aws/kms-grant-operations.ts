import type { GrantOperation, KeyUsageType } from '@aws-sdk/client-kms';
import type { UsedKey } from './kms-key-use.ts';

const onAnyKey = ['CreateGrant', 'DescribeKey', 'RetireGrant'] as const;
const encrypting = ['Decrypt', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo'] as const;
const generatingDataKeys = [
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
] as const;

const ofAsymmetricKeys: Readonly<Partial<Record<KeyUsageType, readonly GrantOperation[]>>> = {
  ENCRYPT_DECRYPT: [...encrypting, 'GetPublicKey'],
  SIGN_VERIFY: ['GetPublicKey', 'Sign', 'Verify'],
  KEY_AGREEMENT: ['DeriveSharedSecret', 'GetPublicKey'],
  GENERATE_VERIFY_MAC: ['GenerateMac', 'VerifyMac'],
};

/**
 * The operations that a grant on a key can allow; they depend on the key's spec and usage.
 *
 * Source: AWS KMS developer guide, "Grants in AWS KMS", grant operations.
 */
export function grantOperationsOf({
  spec,
  usage,
}: Pick<UsedKey, 'spec' | 'usage'>): readonly GrantOperation[] {
  const own = spec === 'SYMMETRIC_DEFAULT' ? [...encrypting, ...generatingDataKeys] : ofAsymmetricKeys[usage];
  return [...onAnyKey, ...(own ?? [])];
}
