import type { RotationsListEntry } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { ImportedMaterial } from '../key-material.ts';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { withImported } from './imported-material.ts';

/**
 * Makes imported material that waits for its rotation the current one. Throws KMSInvalidStateException if
 * none waits.
 *
 * Source: AWS KMS API reference, RotateKeyOnDemand.
 */
export function rotateImported(state: KmsState, key: KmsKey): void {
  const { imported = [] } = key;
  if (!imported.some((each) => each.state === 'PENDING_ROTATION')) {
    throw kmsError(
      'KMSInvalidStateException',
      `No available key material pending rotation for the key: ${key.arn}.`,
    );
  }
  withImported(
    state,
    key,
    imported.map((each): ImportedMaterial => {
      if (each.state !== 'PENDING_ROTATION') return { ...each, state: 'NON_CURRENT' };
      return { ...each, state: 'CURRENT', rotated: state.now() };
    }),
  );
}

/** The entries of ListKeyRotations for a key with imported material. */
export function importedRotations({ id, imported = [] }: KmsKey): readonly RotationsListEntry[] {
  return imported.map((each) => ({
    KeyId: id,
    KeyMaterialId: each.id,
    ...(each.description === undefined ? {} : { KeyMaterialDescription: each.description }),
    ImportState: each.material === undefined ? 'PENDING_IMPORT' : 'IMPORTED',
    KeyMaterialState: each.state,
    ...(each.material === undefined ? {} : { ExpirationModel: each.expirationModel }),
    ...(each.material === undefined || each.validTo === undefined ? {} : { ValidTo: each.validTo }),
    ...(each.rotated === undefined ? {} : { RotationDate: each.rotated, RotationType: 'ON_DEMAND' }),
  }));
}
