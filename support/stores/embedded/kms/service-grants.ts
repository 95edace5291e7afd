import { randomUUID } from 'node:crypto';
import { kmsError } from '../../../aws/kms-error.ts';
import { requireState } from '../../../aws/kms-key-states.ts';
import type { ServiceGrantRequest } from '../shared/offered-services.ts';
import { addGrant, removeGrant, requireRoom } from './grants.ts';
import type { KmsState } from './kms-state.ts';

/**
 * Makes a service's grant on a KMS key of this state, and returns the grant's id. It is for services of the
 * same store; their callers are authorized already. `issuingAccount` is the caller's.
 *
 * Throws NotFoundException, DisabledException, KMSInvalidStateException, LimitExceededException, and ValidationException
 * for a key that takes no encryption context.
 */
export function createServiceGrant(
  state: KmsState,
  keyArn: string,
  { grant, issuingAccount }: ServiceGrantRequest,
): string {
  const key = state.keys.get(keyArn);
  if (key === undefined) throw kmsError('NotFoundException', `Key '${keyArn}' does not exist`);
  requireState('CreateGrant', key);
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    throw kmsError(
      'ValidationException',
      'EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key.',
    );
  }
  requireRoom(state, keyArn);
  const { id } = addGrant(state, {
    keyArn,
    name: randomUUID(),
    granteePrincipal: grant.GranteePrincipal,
    retiringPrincipal: grant.RetiringPrincipal,
    operations: [...grant.Operations].sort(),
    constraints: grant.Constraints,
    issuingAccount,
  });
  return id;
}

/** Retires a service's grant; does nothing if the grant was already revoked. */
export function retireServiceGrant(state: KmsState, keyArn: string, grantId: string): void {
  const grant = state.grants.get(keyArn)?.byId.get(grantId);
  if (grant !== undefined) removeGrant(state, grant);
}
