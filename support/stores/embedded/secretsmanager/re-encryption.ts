import { FOLLOWING_LABELS } from '../../../aws/secrets-encryption-context.ts';
import type { KmsForServices } from '../shared/offered-services.ts';
import { sealingKey } from './new-value.ts';
import { openValue, sealValue } from './sealed-value.ts';
import type { Secret, SecretVersion } from './secrets-state.ts';

/**
 * The versions of a secret after its key was changed. Versions with the labels of rotation are sealed under
 * the new key as well. They stay under the old key, so that no reader is locked out. Throws EncryptionFailure
 * and DecryptionFailure.
 *
 * Source: Secrets Manager user guide, "Secret encryption and decryption in AWS Secrets Manager", section "Choosing an
 * AWS KMS key".
 */
export function followingVersions(secret: Secret, kms: KmsForServices): ReadonlyMap<string, SecretVersion> {
  const key = sealingKey(secret, kms);
  return new Map(
    [...secret.versions].map(([id, version]) => {
      const { copies, stages } = version;
      const stays = copies.some(({ keyArn }) => keyArn === key.keyArn);
      if (stays || !stages.some((stage) => FOLLOWING_LABELS.includes(stage))) return [id, version];
      const name = { arn: secret.arn, versionId: id };
      const copy = sealValue(openValue(copies, name, kms), { name, key }, kms);
      return [id, { ...version, copies: [copy, ...copies] }];
    }),
  );
}
