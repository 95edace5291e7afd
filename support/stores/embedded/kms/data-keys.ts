import { kmsError } from '../../../aws/kms-error.ts';
import { requireState } from '../../../aws/kms-key-states.ts';
import type { DataKey } from '../shared/offered-services.ts';
import { randomBytes } from '../shared/random-bytes.ts';
import { isSymmetric, openDataKey, type SymmetricKey, seal } from './ciphertext.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { KmsState } from './kms-state.ts';

/**
 * Makes a new AES-256 data key under a KMS key of this state, as GenerateDataKey does. It is for services of
 * the same store that encrypt with KMS; their callers are authorized already.
 *
 * Throws NotFoundException, DisabledException, KMSInvalidStateException, or InvalidKeyUsageException for a key that
 * is not a symmetric encryption key.
 */
export function generateDataKey(
  state: KmsState,
  keyArn: string,
  encryptionContext: EncryptionContext,
): DataKey {
  const key = dataKeyKey(state, keyArn, 'GenerateDataKey');
  const plaintext = randomBytes(32);
  return { plaintext, ciphertext: seal(key, plaintext, encryptionContext).blob };
}

/**
 * The plaintext of a data key that {@link generateDataKey} made, as Decrypt answers it.
 *
 * Throws what {@link generateDataKey} throws, and InvalidCiphertextException if the ciphertext is damaged, belongs
 * to another key or was made with another encryption context.
 */
export function decryptDataKey(
  state: KmsState,
  keyArn: string,
  ciphertext: Uint8Array,
  encryptionContext: EncryptionContext,
): Uint8Array {
  return openDataKey(dataKeyKey(state, keyArn, 'Decrypt'), ciphertext, encryptionContext);
}

function dataKeyKey(state: KmsState, keyArn: string, operation: 'GenerateDataKey' | 'Decrypt'): SymmetricKey {
  const key = state.keys.get(keyArn);
  if (key === undefined) throw kmsError('NotFoundException', `Key '${keyArn}' does not exist`);
  requireState(operation, key);
  if (!isSymmetric(key)) throw incompatible(key.arn, key.usage, operation);
  return key;
}

function incompatible(arn: string, usage: string, operation: string): Error {
  return kmsError(
    'InvalidKeyUsageException',
    `${arn} key usage is ${usage} which is not valid for ${operation}.`,
  );
}
