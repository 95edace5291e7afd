import type { CustomerMasterKeySpec, KeyMetadata } from '@aws-sdk/client-kms';
import { isServedKeySpec } from '../../../aws/kms-key-specs.ts';
import { algorithmsOf } from '../../../aws/kms-key-use.ts';
import { currentImport } from './imports/imported-material.ts';
import { currentVersion } from './key-material.ts';
import type { KmsKey } from './kms-state.ts';

/**
 * What DescribeKey and CreateKey answer about a key. Members that do not apply to the key are absent, as on AWS.
 *
 * Source: AWS KMS API reference, KeyMetadata.
 */
export function keyMetadata(key: KmsKey): KeyMetadata {
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.created,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    ...(key.deletionDate === undefined ? {} : { DeletionDate: key.deletionDate }),
    Origin: key.origin,
    KeyManager: key.manager,
    ...(isServedKeySpec(key.spec) ? { CustomerMasterKeySpec: key.spec satisfies CustomerMasterKeySpec } : {}),
    KeySpec: key.spec,
    ...algorithmsOf(key),
    MultiRegion: false,
    ...materialMembers(key),
  };
}

/** Imported material is told of even while it is missing, but not then when it would expire. */
function materialMembers(key: KmsKey): Partial<KeyMetadata> {
  const { material, spec } = key;
  const imported = currentImport(key);
  if (imported === undefined) {
    return material?.kind === 'symmetric' ? { CurrentKeyMaterialId: currentVersion(material).id } : {};
  }
  return {
    ...(spec === 'SYMMETRIC_DEFAULT' ? { CurrentKeyMaterialId: imported.id } : {}),
    ...(imported.material && { ExpirationModel: imported.expirationModel }),
    ...(imported.material && imported.validTo ? { ValidTo: imported.validTo } : {}),
  };
}
