import type { CustomerMasterKeySpec, KeyMetadata } from '@aws-sdk/client-kms';
import { currentImport } from './imports/imported-material.ts';
import { currentVersion } from './key-material.ts';
import { factsOf, isServedKeySpec } from './key-specs.ts';
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

/** The algorithms that a key supports in its one usage, under the member that KMS reports them in. */
export function algorithmsOf(
  key: KmsKey,
): Pick<
  KeyMetadata,
  'EncryptionAlgorithms' | 'SigningAlgorithms' | 'MacAlgorithms' | 'KeyAgreementAlgorithms'
> {
  const facts = factsOf(key.spec);
  if (key.usage === 'ENCRYPT_DECRYPT') return { EncryptionAlgorithms: [...facts.encryption] };
  if (key.usage === 'SIGN_VERIFY') return { SigningAlgorithms: [...facts.signing] };
  if (key.usage === 'KEY_AGREEMENT') return { KeyAgreementAlgorithms: ['ECDH'] };
  return { MacAlgorithms: [...facts.mac] };
}
