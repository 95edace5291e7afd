import type { Permission } from '../../../authorization/terms/permission.ts';
import { secretsEncryptionContext } from '../../../aws/secrets-encryption-context.ts';
import { derivedKmsPermission } from '../../kms-use/derived-kms-permission.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';
import { keysThroughService } from '../../kms-use/through-service.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { Surface } from '../../refusal/surface.ts';
import { accessToKms } from './secret-key.ts';
import { secretsSurfaces } from './secrets-surfaces.ts';

/** A call of Secrets Manager to KMS for a version of a secret: an action, with any of some keys. */
export interface KmsNeed {
  readonly action: 'kms:Decrypt' | 'kms:Encrypt' | 'kms:GenerateDataKey';
  readonly keys: readonly ResolvedKey[];
  /** The ARN of the secret. */
  readonly arn: string;
  readonly versionId: string;
}

/** The check of such a need: one of several keys is enough. Without a key, it fails. */
export function anyKmsPermission(
  call: CallFacts<'secretsmanager'>,
  need: KmsNeed,
  surface: Surface = secretsSurfaces['kms through secretsmanager'],
): Check {
  const [permission, ...otherwise] = need.keys.flatMap((key) => permissionOf(call, need, key));
  if (permission === undefined) return { kind: 'error', error: accessToKms() };
  return { kind: 'permission', permission, otherwise, surface };
}

function permissionOf(
  call: CallFacts<'secretsmanager'>,
  { action, arn, versionId }: KmsNeed,
  key: ResolvedKey,
): readonly Permission[] {
  if (key.kind === 'missing') return [];
  // To decrypt, Secrets Manager gives KMS a ciphertext, which names its key by itself.
  const alias = key.kind === 'key' && action !== 'kms:Decrypt' ? key.alias : undefined;
  const encryptionContext = secretsEncryptionContext({ arn, versionId });
  const through = () => keysThroughService('secretsmanager', call.region);
  return [derivedKmsPermission(call, { action, keyArn: key.arn, alias, encryptionContext }, through)];
}
