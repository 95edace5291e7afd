import { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import type { Input, Output } from '../../../../aws/operations.ts';
import { check, lengthBetween, oneOf, present } from '../../shared/constraints.ts';
import { decryptingKey, ignoresCiphertext } from './decrypting-key.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { decryptMessage, encryptMessage, type Processed } from './message-encryption.ts';
import { endDryRun } from './request-options.ts';
import { requireAlgorithm, requireUsage } from './usable-key.ts';

const algorithms = Object.values(EncryptionAlgorithmSpec);

type ReEncryptInput = Input<'kms', 'ReEncrypt'>;

/**
 * Decrypts under one key and encrypts under another, and shows nobody what is in between.
 *
 * Source: AWS KMS API reference, ReEncrypt.
 */
export function reEncrypt(input: ReEncryptInput, context: KmsContext): Output<'kms', 'ReEncrypt'> {
  const from = input.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const to = input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  check(
    lengthBetween('ciphertextBlob', input.CiphertextBlob, [1, 6144]),
    oneOf('sourceEncryptionAlgorithm', from, algorithms),
    oneOf('destinationEncryptionAlgorithm', to, algorithms),
  );
  const source = decryptingKey('ReEncrypt', { ...input, KeyId: input.SourceKeyId, algorithm: from }, context);
  const destination = keyOf('ReEncrypt', present('destinationKeyId', input.DestinationKeyId), context);
  requireUsage('ReEncrypt', destination, 'ENCRYPT_DECRYPT');
  requireAlgorithm(destination, to);
  if (ignoresCiphertext(input)) endDryRun(input);
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
  endDryRun(input);
  return {
    CiphertextBlob: encrypted.bytes,
    SourceKeyId: source.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: from,
    DestinationEncryptionAlgorithm: to,
    ...materialIds(decrypted, encrypted),
  };
}

function materialIds(decrypted: Processed, encrypted: Processed): Output<'kms', 'ReEncrypt'> {
  return {
    ...(decrypted.materialId === undefined ? {} : { SourceKeyMaterialId: decrypted.materialId }),
    ...(encrypted.materialId === undefined ? {} : { DestinationKeyMaterialId: encrypted.materialId }),
  };
}
