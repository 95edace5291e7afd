import { createHmac, timingSafeEqual } from 'node:crypto';
import { kmsError } from '../../../../aws/kms-error.ts';
import { requireAlgorithm, requireUsage } from '../../../../aws/kms-key-use.ts';
import type { Input } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { KmsState } from '../kms-state.ts';
import { type KmsContext, keyOf } from './key-of-request.ts';
import { macSecretOf } from './usable-key.ts';

/**
 * Message authentication codes.
 *
 * Source: AWS KMS API reference, GenerateMac and VerifyMac.
 */
export const macOperations = {
  GenerateMac(input, context) {
    const { key, algorithm, mac } = authenticate('GenerateMac', input, context);
    return { KeyId: key.arn, MacAlgorithm: algorithm, Mac: mac };
  },

  VerifyMac(input, context) {
    const given = present('mac', input.Mac);
    const { key, algorithm, mac } = authenticate('VerifyMac', input, context);
    // AWS's error has no text; MacValid appears in an answer only if it is true.
    if (mac.length !== given.length || !timingSafeEqual(mac, given)) throw kmsError('KMSInvalidMacException');
    return { KeyId: key.arn, MacAlgorithm: algorithm, MacValid: true };
  },
} satisfies OperationTable<'kms', KmsState>;

type MacRequest = Pick<Input<'kms', 'GenerateMac'>, 'KeyId' | 'Message' | 'MacAlgorithm'>;

function authenticate(operation: 'GenerateMac' | 'VerifyMac', request: MacRequest, context: KmsContext) {
  const message = present('message', request.Message);
  const algorithm = present('macAlgorithm', request.MacAlgorithm);
  const key = keyOf(operation, request.KeyId, context);
  requireUsage(operation, key, 'GENERATE_VERIFY_MAC');
  requireAlgorithm(key, algorithm);
  const mac = createHmac(`sha${algorithm.slice(-3)}`, macSecretOf(key).secret)
    .update(message)
    .digest();
  return { key, algorithm, mac };
}
