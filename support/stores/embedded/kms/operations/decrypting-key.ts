import type { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import { requireState } from '../../../../aws/kms-key-states.ts';
import { nameOf } from '../../../../aws/principal.ts';
import { present } from '../../shared/constraints.ts';
import { keyOfCiphertext } from '../ciphertext.ts';
import { withoutExpired } from '../imports/imported-material.ts';
import type { KmsKey } from '../kms-state.ts';
import { findKey } from '../resolve-key.ts';
import type { KmsContext } from './key-of-request.ts';
import { requireAlgorithm, requireUsage } from './usable-key.ts';

/** How a request says which key decrypts. */
export interface DecryptionRequest {
  readonly CiphertextBlob?: Uint8Array | undefined;
  readonly KeyId?: string | undefined;
  readonly DryRunModifiers?: readonly string[] | undefined;
  readonly DryRun?: boolean | undefined;
  readonly algorithm: EncryptionAlgorithmSpec;
}

/**
 * The key that decrypts: a symmetric ciphertext names it, and the request may only confirm it; an asymmetric one
 * does not. Throws IncorrectKeyException where both name a key, and not the same one,
 * and AccessDeniedException for the ciphertext of another region's key.
 *
 * Source: AWS KMS API reference, Decrypt, the parameter KeyId.
 */
export function decryptingKey(
  operation: 'Decrypt' | 'ReEncrypt',
  request: DecryptionRequest,
  context: KmsContext,
): KmsKey {
  const byRequest = request.algorithm !== 'SYMMETRIC_DEFAULT' || ignoresCiphertext(request);
  const byCiphertext = byRequest ? undefined : keyNamedBy(operation, request, context);
  const named = request.KeyId === undefined ? undefined : findKey(context.state, request.KeyId, context);
  const key = byCiphertext ?? named;
  if (key === undefined) {
    throw kmsError('ValidationException', 'KeyId is required: the ciphertext does not name its key.');
  }
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

/** Whether a dry run is to check permissions without a ciphertext. Throws ValidationException for a real run. */
export function ignoresCiphertext(request: Pick<DecryptionRequest, 'DryRun' | 'DryRunModifiers'>): boolean {
  if (!request.DryRunModifiers?.includes('IGNORE_CIPHERTEXT')) return false;
  if (request.DryRun) return true;
  throw kmsError('ValidationException', 'DryRunModifiers are only valid when DryRun is true.');
}

function keyNamedBy(
  operation: 'Decrypt' | 'ReEncrypt',
  { CiphertextBlob }: DecryptionRequest,
  { state, region, principal }: KmsContext,
): KmsKey {
  const key = state.keys.get(keyOfCiphertext(state, present('ciphertextBlob', CiphertextBlob)) ?? '');
  if (key === undefined) throw kmsError('InvalidCiphertextException');
  if (key.region === region) return withoutExpired(state, key);
  const action = operation === 'Decrypt' ? 'kms:Decrypt' : 'kms:ReEncryptFrom';
  throw kmsError(
    'AccessDeniedException',
    `User: ${nameOf(principal)} is not authorized to perform: ${action} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}
