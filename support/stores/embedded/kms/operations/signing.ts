import { constants, sign, verify } from 'node:crypto';
import type { SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import { isServedKeySpec } from '../../../../aws/kms-key-specs.ts';
import { algorithmsOf, requireAlgorithm, requireUsage } from '../../../../aws/kms-key-use.ts';
import type { Input } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { hashOf, signDigest, verifyDigest } from '../digests/digest-signatures.ts';
import type { KmsState } from '../kms-state.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { keyPairOf } from './usable-key.ts';

/**
 * The operations Sign, Verify and GetPublicKey.
 *
 * Differs: messages of the type EXTERNAL_MU are refused. They are for ML-DSA keys, which keyhole does not
 * have.
 *
 * Source: AWS KMS API reference, Sign, Verify and GetPublicKey.
 */
export const signingOperations = {
  Sign(input, context) {
    const { key, message, algorithm, isDigest } = signing('Sign', input, context);
    const pair = keyPairOf(key);
    const Signature = isDigest
      ? signDigest(pair, algorithm, message)
      : sign(hashOf(algorithm), message, { key: pair.privateKey, ...signatureForm(algorithm) });
    return { KeyId: key.arn, Signature, SigningAlgorithm: algorithm };
  },

  Verify(input, context) {
    const signature = present('signature', input.Signature);
    const { key, message, algorithm, isDigest } = signing('Verify', input, context);
    const pair = keyPairOf(key);
    const publicKey = { key: pair.publicKey, ...signatureForm(algorithm) };
    const isValid = isDigest
      ? verifyDigest(pair, algorithm, { digest: message, signature })
      : verify(hashOf(algorithm), message, publicKey, signature);
    // AWS's error has no text; SignatureValid appears in an answer only if it is true.
    if (!isValid) throw kmsError('KMSInvalidSignatureException');
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: algorithm };
  },

  GetPublicKey({ KeyId }, context) {
    const key = keyOf('GetPublicKey', KeyId, context);
    if (key.material?.kind !== 'asymmetric') {
      throw kmsError('UnsupportedOperationException', `${key.arn} has no public key.`);
    }
    return {
      KeyId: key.arn,
      PublicKey: key.material.publicKey.export({ type: 'spki', format: 'der' }),
      ...(isServedKeySpec(key.spec) ? { CustomerMasterKeySpec: key.spec } : {}),
      KeySpec: key.spec,
      KeyUsage: key.usage,
      ...algorithmsOf(key),
    };
  },
} satisfies OperationTable<'kms', KmsState>;

/** The members that Sign and Verify have in common. */
type SigningRequest = Pick<Input<'kms', 'Sign'>, 'KeyId' | 'Message' | 'MessageType' | 'SigningAlgorithm'>;

function signing(operation: 'Sign' | 'Verify', request: SigningRequest, context: KmsContext) {
  const message = present('message', request.Message);
  const algorithm = present('signingAlgorithm', request.SigningAlgorithm);
  const type = request.MessageType ?? 'RAW';
  const key = keyOf(operation, request.KeyId, context);
  requireUsage(operation, key, 'SIGN_VERIFY');
  requireAlgorithm(key, algorithm);
  return { key, message, algorithm, isDigest: type === 'DIGEST' };
}

function signatureForm(algorithm: SigningAlgorithmSpec) {
  if (!algorithm.startsWith('RSASSA_PSS')) return {};
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
