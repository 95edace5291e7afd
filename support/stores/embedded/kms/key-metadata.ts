import type { CustomerMasterKeySpec, KeyMetadata, MultiRegionConfiguration } from '@aws-sdk/client-kms';
import { isServedKeySpec } from '../../../aws/kms-key-specs.ts';
import { algorithmsOf } from '../../../aws/kms-key-use.ts';
import { arnInRegion } from '../../../aws/multi-region-keys.ts';
import { currentImport } from './imports/imported-material.ts';
import { currentVersion } from './key-material.ts';
import type { KmsKey, MultiRegion } from './kms-state.ts';

/**
 * The description of a key in the answers of DescribeKey and CreateKey. Members that do not apply to the key
 * are absent, as on AWS.
 *
 * Source: AWS KMS API reference, KeyMetadata.
 */
export function keyMetadata(key: KmsKey): KeyMetadata {
  // Every use of a key by a service reads this, so members are added one by one: spreads cost more.
  const metadata: KeyMetadata = {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.created,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    Origin: key.origin,
    KeyManager: key.manager,
    KeySpec: key.spec,
    MultiRegion: key.multiRegion !== undefined,
  };
  if (key.multiRegion !== undefined)
    metadata.MultiRegionConfiguration = configurationOf(key, key.multiRegion);
  if (key.deletionDate !== undefined) metadata.DeletionDate = key.deletionDate;
  if (isServedKeySpec(key.spec)) metadata.CustomerMasterKeySpec = key.spec satisfies CustomerMasterKeySpec;
  return Object.assign(metadata, algorithmsOf(key), materialMembers(key));
}

/** Source: AWS KMS API reference, MultiRegionConfiguration. */
function configurationOf(
  { arn, region }: KmsKey,
  { primary, replicas }: MultiRegion,
): MultiRegionConfiguration {
  const inRegion = (Region: string) => ({ Arn: arnInRegion(arn, Region), Region });
  return {
    MultiRegionKeyType: region === primary ? 'PRIMARY' : 'REPLICA',
    PrimaryKey: inRegion(primary),
    ReplicaKeys: replicas.map(inRegion),
  };
}

/** Missing imported material is described too, but without its expiry. */
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
