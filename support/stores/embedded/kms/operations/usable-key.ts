import { requireAlgorithm, requireUsage } from '../../../../aws/kms-key-use.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { isSymmetric, type SymmetricKey } from '../ciphertext.ts';
import type { AsymmetricMaterial, MacMaterial } from '../key-material.ts';
import type { KmsKey } from '../kms-state.ts';

/** The key, if it is a symmetric encryption key. Throws InvalidKeyUsageException for any other. */
export function symmetricKey(operation: Operation<'kms'>, key: KmsKey): SymmetricKey {
  requireUsage(operation, key, 'ENCRYPT_DECRYPT');
  requireAlgorithm(key, 'SYMMETRIC_DEFAULT');
  if (!isSymmetric(key)) throw new TypeError(`${key.arn} is enabled without its material`);
  return key;
}

/** The key pair of an asymmetric key. */
export function keyPairOf(key: KmsKey): AsymmetricMaterial {
  if (key.material?.kind !== 'asymmetric') throw new TypeError(`${key.arn} has no key pair`);
  return key.material;
}

/** The secret of an HMAC key. */
export function macSecretOf(key: KmsKey): MacMaterial {
  if (key.material?.kind !== 'mac') throw new TypeError(`${key.arn} has no HMAC secret`);
  return key.material;
}
