import type { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import type { OperationTable } from '../../operation-table.ts';
import { decryptAsymmetric, encryptAsymmetric } from '../asymmetric-encryption.ts';
import { isSymmetric, keyOfCiphertext, open, seal } from '../ciphertext.ts';
import { check, lengthBetween, oneOf, present } from '../constraints.ts';
import type { EncryptionContext } from '../encryption-context.ts';
import { requireState } from '../key-states.ts';
import { kmsError } from '../kms-error.ts';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { findKey } from '../resolve-key.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { endDryRun } from './request-options.ts';
import { keyPairOf, requireAlgorithm, requireUsage } from './usable-key.ts';

const algorithms = ['SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE'];

/**
 * Encrypting and decrypting under a key.
 *
 * Source: AWS KMS API reference, Encrypt, Decrypt and ReEncrypt.
 */
export const encryptionOperations = {
  Encrypt(input, context) {
    const plaintext = present('plaintext', input.Plaintext);
    const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    check(
      lengthBetween('plaintext', plaintext, [1, 4096]),
      oneOf('encryptionAlgorithm', algorithm, algorithms),
    );
    const key = keyOf('Encrypt', input.KeyId, context);
    const { blob } = encrypt('Encrypt', key, {
      bytes: plaintext,
      algorithm,
      context: input.EncryptionContext,
    });
    endDryRun(input);
    return { CiphertextBlob: blob, KeyId: key.arn, EncryptionAlgorithm: algorithm };
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
    const { plaintext, materialId } = decrypt(key, { bytes, algorithm, context: input.EncryptionContext });
    endDryRun(input);
    return {
      KeyId: key.arn,
      Plaintext: plaintext,
      EncryptionAlgorithm: algorithm,
      ...(materialId === undefined ? {} : { KeyMaterialId: materialId }),
    };
  },

  ReEncrypt(input, context) {
    const from = input.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    const to = input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
    check(
      lengthBetween('ciphertextBlob', input.CiphertextBlob, [1, 6144]),
      oneOf('sourceEncryptionAlgorithm', from, algorithms),
      oneOf('destinationEncryptionAlgorithm', to, algorithms),
    );
    const source = decryptingKey(
      'ReEncrypt',
      { ...input, KeyId: input.SourceKeyId, algorithm: from },
      context,
    );
    const destination = keyOf('ReEncrypt', input.DestinationKeyId, context);
    if (ignoresCiphertext(input)) endDryRun(input);
    const bytes = present('ciphertextBlob', input.CiphertextBlob);
    const opened = decrypt(source, { bytes, algorithm: from, context: input.SourceEncryptionContext });
    const sealed = encrypt('ReEncrypt', destination, {
      bytes: opened.plaintext,
      algorithm: to,
      context: input.DestinationEncryptionContext,
    });
    endDryRun(input);
    return {
      CiphertextBlob: sealed.blob,
      SourceKeyId: source.arn,
      KeyId: destination.arn,
      SourceEncryptionAlgorithm: from,
      DestinationEncryptionAlgorithm: to,
      ...(opened.materialId === undefined ? {} : { SourceKeyMaterialId: opened.materialId }),
      ...(sealed.materialId === undefined ? {} : { DestinationKeyMaterialId: sealed.materialId }),
    };
  },
} satisfies OperationTable<'kms', KmsState>;

/** What goes in on either side of an encryption. */
interface Message {
  readonly bytes: Uint8Array;
  readonly algorithm: EncryptionAlgorithmSpec;
  readonly context: EncryptionContext | undefined;
}

function encrypt(operation: 'Encrypt' | 'ReEncrypt', key: KmsKey, { bytes, algorithm, context }: Message) {
  requireUsage(operation, key, 'ENCRYPT_DECRYPT');
  requireAlgorithm(key, algorithm);
  if (isSymmetric(key)) {
    const { blob, material } = seal(key, bytes, context);
    return { blob, materialId: material.id };
  }
  requireNoContext(context);
  return {
    blob: encryptAsymmetric({ ...keyPairOf(key), spec: key.spec }, algorithm, bytes),
    materialId: undefined,
  };
}

function decrypt(key: KmsKey, { bytes, algorithm, context }: Message) {
  if (isSymmetric(key)) {
    const { plaintext, material } = open(key, bytes, context);
    return { plaintext, materialId: material.id };
  }
  requireNoContext(context);
  return { plaintext: decryptAsymmetric(keyPairOf(key), algorithm, bytes), materialId: undefined };
}

/** How a request says which key decrypts. */
interface DecryptionRequest {
  readonly CiphertextBlob?: Uint8Array | undefined;
  readonly KeyId?: string | undefined;
  readonly DryRunModifiers?: readonly string[] | undefined;
  readonly DryRun?: boolean | undefined;
  readonly algorithm: EncryptionAlgorithmSpec;
}

/**
 * The key that decrypts: a symmetric ciphertext names it, and the request may only confirm it; an asymmetric one
 * does not. Throws IncorrectKeyException where both name a key, and not the same one.
 */
function decryptingKey(
  operation: 'Decrypt' | 'ReEncrypt',
  request: DecryptionRequest,
  context: KmsContext,
): KmsKey {
  const named = request.KeyId === undefined ? undefined : findKey(context.state, request.KeyId, context);
  const key = named !== undefined && readsNoKey(request) ? named : keyNamedBy(request, context);
  if (named !== undefined && named.arn !== key.arn) {
    throw kmsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  requireState(operation, key);
  requireUsage(operation, key, 'ENCRYPT_DECRYPT');
  requireAlgorithm(key, request.algorithm);
  return key;
}

function readsNoKey(request: DecryptionRequest): boolean {
  return request.algorithm !== 'SYMMETRIC_DEFAULT' || ignoresCiphertext(request);
}

function keyNamedBy({ CiphertextBlob, algorithm }: DecryptionRequest, { state, region }: KmsContext): KmsKey {
  if (algorithm !== 'SYMMETRIC_DEFAULT') throw keyRequired();
  const key = state.keys.get(keyOfCiphertext(state, present('ciphertextBlob', CiphertextBlob)) ?? '');
  // A ciphertext of another region's key reads like garbage here.
  if (key?.region !== region) throw kmsError('InvalidCiphertextException');
  return key;
}

function ignoresCiphertext({ DryRun, DryRunModifiers, KeyId }: Partial<DecryptionRequest>): boolean {
  if (!DryRunModifiers?.includes('IGNORE_CIPHERTEXT')) return false;
  if (!DryRun) throw kmsError('ValidationException', 'DryRunModifiers are only valid when DryRun is true.');
  if (KeyId === undefined) throw keyRequired();
  return true;
}

function keyRequired(): Error {
  return kmsError('ValidationException', 'KeyId is required: the ciphertext does not name its key.');
}

function requireNoContext(context: EncryptionContext | undefined): void {
  if (context === undefined || Object.keys(context).length === 0) return;
  throw kmsError(
    'ValidationException',
    'An encryption context is only supported with symmetric encryption keys.',
  );
}
