import { createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { kmsError } from '../../../../aws/kms-error.ts';
import { requireUsage } from '../../../../aws/kms-key-use.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsState } from '../kms-state.ts';
import { keyOf } from './key-of-request.ts';
import { keyPairOf } from './usable-key.ts';

/**
 * DeriveSharedSecret: a secret that two holders of key pairs share.
 *
 * Source: AWS KMS API reference, DeriveSharedSecret.
 */
export const agreementOperations = {
  DeriveSharedSecret(input, context) {
    const algorithm = present('keyAgreementAlgorithm', input.KeyAgreementAlgorithm);
    const der = present('publicKey', input.PublicKey);
    const key = keyOf('DeriveSharedSecret', input.KeyId, context);
    requireUsage('DeriveSharedSecret', key, 'KEY_AGREEMENT');
    const { privateKey } = keyPairOf(key);
    const publicKey = peerKey(der, privateKey);
    return {
      KeyId: key.arn,
      SharedSecret: diffieHellman({ privateKey, publicKey }),
      KeyAgreementAlgorithm: algorithm,
      KeyOrigin: key.origin,
    };
  },
} satisfies OperationTable<'kms', KmsState>;

/** The other side's public key, on the same curve; AWS's error for another curve has no text. */
function peerKey(der: Uint8Array, own: KeyObject): KeyObject {
  const key = readPublicKey(der);
  if (key.asymmetricKeyDetails?.namedCurve === own.asymmetricKeyDetails?.namedCurve) return key;
  throw kmsError('ValidationException');
}

function readPublicKey(der: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch {
    throw kmsError('ValidationException');
  }
}
