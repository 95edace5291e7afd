import type { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import { decryptAsymmetric, encryptAsymmetric } from '../asymmetric-encryption.ts';
import { isSymmetric, open, seal } from '../ciphertext.ts';
import type { EncryptionContext } from '../encryption-context.ts';
import type { KmsKey } from '../kms-state.ts';
import { keyPairOf } from './usable-key.ts';

/** The input of an encryption or decryption besides the key. */
export interface Message {
  readonly bytes: Uint8Array;
  readonly algorithm: EncryptionAlgorithmSpec;
  readonly context: EncryptionContext | undefined;
}

/** The result, and the key material that made it: only symmetric keys have several. */
export interface Processed {
  readonly bytes: Uint8Array;
  readonly materialId?: string;
}

/** Encrypts under a key that is enabled, for encryption, and has the algorithm. */
export function encryptMessage(key: KmsKey, { bytes, algorithm, context }: Message): Processed {
  if (isSymmetric(key)) {
    const { blob, material } = seal(key, bytes, context);
    return { bytes: blob, materialId: material.id };
  }
  requireNoContext(context);
  return { bytes: encryptAsymmetric({ ...keyPairOf(key), spec: key.spec }, algorithm, bytes) };
}

/** Decrypts what {@link encryptMessage} made. Throws InvalidCiphertextException for anything else. */
export function decryptMessage(key: KmsKey, { bytes, algorithm, context }: Message): Processed {
  if (isSymmetric(key)) {
    const { plaintext, material } = open(key, bytes, context);
    return { bytes: plaintext, materialId: material.id };
  }
  requireNoContext(context);
  return { bytes: decryptAsymmetric(keyPairOf(key), algorithm, bytes) };
}

function requireNoContext(context: EncryptionContext | undefined): void {
  if (context === undefined || Object.keys(context).length === 0) return;
  throw kmsError(
    'ValidationException',
    'An encryption context is only supported with symmetric encryption keys.',
  );
}
