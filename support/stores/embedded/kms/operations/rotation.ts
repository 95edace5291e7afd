import type { RotationsListEntry } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import { requireState } from '../../../../aws/kms-key-states.ts';
import { requireOrigin } from '../../../../aws/kms-key-use.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { isSymmetric, type SymmetricKey } from '../ciphertext.ts';
import { importedRotations, rotateImported } from '../imports/imported-rotations.ts';
import { type MaterialVersion, newMaterialVersion } from '../key-material.ts';
import { type KmsKey, type KmsState, updateRelated } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { keyOf } from './key-of-request.ts';

const MILLISECONDS_A_DAY = 86_400_000;
const MOST_ON_DEMAND_ROTATIONS = 25;

/**
 * The operations that rotate a key's material. Ciphertexts of older versions stay readable.
 *
 * Differs: automatic rotation is kept and reported, and never happens, since a store does not last 90 days.
 *
 * Source: AWS KMS developer guide, "Rotate AWS KMS keys"; AWS KMS API reference, the operations.
 */
export const rotationOperations = {
  EnableKeyRotation({ KeyId, RotationPeriodInDays }, context) {
    const key = rotatable(keyOf('GetKeyRotationStatus', KeyId, context));
    requireState('EnableKeyRotation', key);
    const periodInDays = RotationPeriodInDays ?? key.rotation?.periodInDays ?? 365;
    updateRelated(context.state, key, { rotation: { periodInDays, since: context.state.now() } });
    return {};
  },

  DisableKeyRotation({ KeyId }, context) {
    const key = rotatable(keyOf('GetKeyRotationStatus', KeyId, context));
    requireState('DisableKeyRotation', key);
    updateRelated(context.state, key, { rotation: undefined });
    return {};
  },

  GetKeyRotationStatus({ KeyId }, context) {
    const key = rotatable(keyOf('GetKeyRotationStatus', KeyId, context));
    const { rotation } = key;
    // While its deletion is pending, a key does not rotate; its setting comes back when the deletion is cancelled.
    if (rotation === undefined || key.state === 'PendingDeletion') {
      return { KeyId: key.arn, KeyRotationEnabled: false };
    }
    return {
      KeyId: key.arn,
      KeyRotationEnabled: true,
      RotationPeriodInDays: rotation.periodInDays,
      NextRotationDate: new Date(rotation.since.getTime() + rotation.periodInDays * MILLISECONDS_A_DAY),
    };
  },

  RotateKeyOnDemand({ KeyId }, context) {
    const key = symmetric(keyOf('RotateKeyOnDemand', KeyId, context));
    const { versions } = key.material;
    if (versions.length > MOST_ON_DEMAND_ROTATIONS) {
      throw kmsError(
        'LimitExceededException',
        `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${key.arn}`,
      );
    }
    if (key.origin === 'EXTERNAL') {
      rotateImported(context.state, key);
      return { KeyId: key.arn };
    }
    const [first, ...later] = versions;
    const rotated = newMaterialVersion(context.state.now());
    updateRelated(context.state, key, {
      material: { kind: 'symmetric', versions: [first, ...later, rotated] },
    });
    return { KeyId: key.arn };
  },

  ListKeyRotations(input, context) {
    const all = rotationsOf(keyOf('ListKeyRotations', input.KeyId, context));
    const withAll = input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL';
    const listed = withAll ? all : all.filter(({ RotationDate }) => RotationDate !== undefined);
    const { items, paging } = pageOf(listed.entries(), input, {
      by: ([index]) => String(index).padStart(4, '0'),
      defaultLimit: 100,
    });
    return { Rotations: items.map(([, entry]) => entry), ...paging };
  },
} satisfies OperationTable<'kms', KmsState>;

function rotationsOf(key: KmsKey): readonly RotationsListEntry[] {
  if (key.imported !== undefined && key.spec === 'SYMMETRIC_DEFAULT') return importedRotations(key);
  if (!isSymmetric(key)) return [];
  return key.material.versions.map((version, index) => rotationEntry(key, version, index));
}

/** The first material was not rotated in, so it has no rotation date or type. */
function rotationEntry(key: SymmetricKey, version: MaterialVersion, index: number): RotationsListEntry {
  return {
    KeyId: key.id,
    KeyMaterialId: version.id,
    KeyMaterialState: version === key.material.versions.at(-1) ? 'CURRENT' : 'NON_CURRENT',
    ...(index === 0 ? {} : { RotationDate: version.since, RotationType: 'ON_DEMAND' }),
  };
}

/** Automatic rotation is for symmetric keys whose material KMS made. */
function rotatable(key: KmsKey): KmsKey {
  requireOrigin(key, 'AWS_KMS');
  return symmetric(key);
}

// AWS's error has no text.
function symmetric(key: KmsKey): SymmetricKey {
  if (!isSymmetric(key)) throw kmsError('UnsupportedOperationException');
  return key;
}
