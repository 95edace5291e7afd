import { requireAlgorithm, requireUsage } from '../../../../aws/kms-key-use.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { KmsKey } from '../kms-state.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { decryptMessage, encryptMessage, type Processed } from './message-encryption.ts';

type ReEncryptInput = Input<'kms', 'ReEncrypt'>;

/**
 * Decrypts under one key and encrypts under another, and never returns the plaintext.
 *
 * Source: AWS KMS API reference, ReEncrypt.
 */
export function reEncrypt(input: ReEncryptInput, context: KmsContext): Output<'kms', 'ReEncrypt'> {
  const from = input.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const to = input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const source = keyToUse(input.SourceKeyId, from, context);
  const destination = keyToUse(input.DestinationKeyId, to, context);
  const ciphertext = present('ciphertextBlob', input.CiphertextBlob);
  const decrypted = decryptMessage(source, {
    bytes: ciphertext,
    algorithm: from,
    context: input.SourceEncryptionContext,
  });
  const encrypted = encryptMessage(destination, {
    bytes: decrypted.bytes,
    algorithm: to,
    context: input.DestinationEncryptionContext,
  });
  return {
    CiphertextBlob: encrypted.bytes,
    SourceKeyId: source.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: from,
    DestinationEncryptionAlgorithm: to,
    ...materialIds(decrypted, encrypted),
  };
}

function keyToUse(keyId: string | undefined, algorithm: string, context: KmsContext): KmsKey {
  const key = keyOf('ReEncrypt', keyId, context);
  requireUsage('ReEncrypt', key, 'ENCRYPT_DECRYPT');
  requireAlgorithm(key, algorithm);
  return key;
}

function materialIds(decrypted: Processed, encrypted: Processed): Output<'kms', 'ReEncrypt'> {
  return {
    ...(decrypted.materialId === undefined ? {} : { SourceKeyMaterialId: decrypted.materialId }),
    ...(encrypted.materialId === undefined ? {} : { DestinationKeyMaterialId: encrypted.materialId }),
  };
}
