import { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import { check, lengthBetween, oneOf, present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsState } from '../kms-state.ts';
import { decryptingKey, ignoresCiphertext } from './decrypting-key.ts';
import { keyOf } from './key-of-request.ts';
import { decryptMessage, encryptMessage } from './message-encryption.ts';
import { reEncrypt } from './re-encrypt.ts';
import { endDryRun } from './request-options.ts';
import { requireAlgorithm, requireUsage } from './usable-key.ts';

const algorithms = Object.values(EncryptionAlgorithmSpec);

/**
 * Encrypting and decrypting under a key.
 *
 * Source: AWS KMS API reference, Encrypt, Decrypt and ReEncrypt.
 */
export const encryptionOperations = {
  Encrypt(input, context) {
    const bytes = present('plaintext', input.Plaintext);
    const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    check(lengthBetween('plaintext', bytes, [1, 4096]), oneOf('encryptionAlgorithm', algorithm, algorithms));
    const key = keyOf('Encrypt', input.KeyId, context);
    requireUsage('Encrypt', key, 'ENCRYPT_DECRYPT');
    requireAlgorithm(key, algorithm);
    const encrypted = encryptMessage(key, { bytes, algorithm, context: input.EncryptionContext });
    endDryRun(input);
    return { CiphertextBlob: encrypted.bytes, KeyId: key.arn, EncryptionAlgorithm: algorithm };
  },

  Decrypt(input, context) {
    const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    check(
      lengthBetween('ciphertextBlob', input.CiphertextBlob, [1, 6144]),
      oneOf('encryptionAlgorithm', algorithm, algorithms),
    );
    const key = decryptingKey('Decrypt', { ...input, algorithm }, context);
    if (ignoresCiphertext(input)) endDryRun(input);
    const bytes = present('ciphertextBlob', input.CiphertextBlob);
    const decrypted = decryptMessage(key, { bytes, algorithm, context: input.EncryptionContext });
    endDryRun(input);
    return {
      KeyId: key.arn,
      Plaintext: decrypted.bytes,
      EncryptionAlgorithm: algorithm,
      ...(decrypted.materialId === undefined ? {} : { KeyMaterialId: decrypted.materialId }),
    };
  },

  ReEncrypt: reEncrypt,
} satisfies OperationTable<'kms', KmsState>;
