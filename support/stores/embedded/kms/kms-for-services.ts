import type { KmsForServices } from '../shared/offered-services.ts';
import { decryptDataKey, generateDataKey } from './data-keys.ts';
import type { KmsState } from './kms-state.ts';
import { resolveKey } from './resolve-key.ts';
import { createServiceGrant, retireServiceGrant } from './service-grants.ts';

/** KMS, for the other services of the same store. */
export function kmsForServices(state: KmsState): KmsForServices {
  return {
    generateDataKey: (keyArn, encryptionContext) => generateDataKey(state, keyArn, encryptionContext),
    decryptDataKey: (keyArn, ciphertext, encryptionContext) =>
      decryptDataKey(state, keyArn, ciphertext, encryptionContext),
    resolveKey: (reference, caller) => resolveKey(state, reference, caller),
    createGrant: (keyArn, request) => createServiceGrant(state, keyArn, request),
    retireGrant: (keyArn, grantId) => retireServiceGrant(state, keyArn, grantId),
  };
}
