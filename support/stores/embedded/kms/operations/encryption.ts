import { requireAlgorithm, requireUsage } from '../../../../aws/kms-key-use.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsState } from '../kms-state.ts';
import { keyOf } from './key-of-request.ts';
import { decryptMessage, encryptMessage } from './message-encryption.ts';
import { reEncrypt } from './re-encrypt.ts';

/**
 * Encrypting and decrypting under a key.
 *
 * Source: AWS KMS API reference, Encrypt, Decrypt and ReEncrypt.
 */
export const encryptionOperations = {
  Encrypt(input, context) {
    const bytes = present('plaintext', input.Plaintext);
    const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    const key = keyOf('Encrypt', input.KeyId, context);
    requireUsage('Encrypt', key, 'ENCRYPT_DECRYPT');
    requireAlgorithm(key, algorithm);
    const encrypted = encryptMessage(key, { bytes, algorithm, context: input.EncryptionContext });
    return { CiphertextBlob: encrypted.bytes, KeyId: key.arn, EncryptionAlgorithm: algorithm };
  },

  Decrypt(input, context) {
    const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    const key = keyOf('Decrypt', input.KeyId, context);
    requireUsage('Decrypt', key, 'ENCRYPT_DECRYPT');
    requireAlgorithm(key, algorithm);
    const bytes = present('ciphertextBlob', input.CiphertextBlob);
    const decrypted = decryptMessage(key, { bytes, algorithm, context: input.EncryptionContext });
    return {
      KeyId: key.arn,
      Plaintext: decrypted.bytes,
      EncryptionAlgorithm: algorithm,
      ...(decrypted.materialId === undefined ? {} : { KeyMaterialId: decrypted.materialId }),
    };
  },

  ReEncrypt: reEncrypt,
} satisfies OperationTable<'kms', KmsState>;
