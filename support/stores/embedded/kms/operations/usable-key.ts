import type { KeyUsageType } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { isSymmetric, type SymmetricKey } from '../ciphertext.ts';
import type { AsymmetricMaterial, MacMaterial } from '../key-material.ts';
import { algorithmsOf } from '../key-metadata.ts';
import type { KmsKey } from '../kms-state.ts';

/** Throws InvalidKeyUsageException where the key is made for something else. */
export function requireUsage(operation: Operation<'kms'>, key: KmsKey, usage: KeyUsageType): void {
  if (key.usage === usage) return;
  throw kmsError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`,
  );
}

/** Throws InvalidKeyUsageException where the key's spec has no such algorithm. */
export function requireAlgorithm(key: KmsKey, algorithm: string): void {
  const algorithms: readonly string[] = Object.values(algorithmsOf(key)).flat();
  if (algorithms.includes(algorithm)) return;
  throw kmsError(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
  );
}

/** The key as one that encrypts data keys. Throws InvalidKeyUsageException for any other. */
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
