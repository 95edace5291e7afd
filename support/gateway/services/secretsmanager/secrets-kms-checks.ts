import { AwsError } from '../../../aws/aws-error.ts';
import { FOLLOWING_LABELS, VALIDATING_ACCESS } from '../../../aws/secrets-encryption-context.ts';
import { decryptionFailure } from '../../../aws/secrets-error.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { Surface } from '../../refusal/surface.ts';
import { anyKmsPermission, type KmsNeed } from './any-kms-permission.ts';
import { type KmsMembers, membersOf } from './kms-members.ts';
import type { KnownSecret } from './known-secret.ts';
import {
  isDefaultKey,
  isUnqualified,
  keyOfNewValue,
  underDefaultKey,
  underUnqualifiedKey,
} from './secret-key.ts';
import { secretsSurfaces } from './secrets-surfaces.ts';
import { type KeyedVersion, keyedVersions } from './version-keys.ts';
import { workingKeys } from './working-keys.ts';

type Call = CallFacts<'secretsmanager'>;

/**
 * The checks of the KMS calls that Secrets Manager makes as the requester. It calls Decrypt to read a value
 * and GenerateDataKey to write one. It calls both if a secret gets a new key, to find out whether the
 * requester may use it. Operations that are not listed make no calls.
 *
 * Source: Secrets Manager user guide, "Secret encryption and decryption in AWS Secrets Manager", section "How Secrets
 * Manager uses your KMS key".
 */
export async function secretsKmsChecks(
  call: Call,
  secret: KnownSecret,
  read: KeyedVersion | undefined,
): Promise<readonly Check[]> {
  const input = membersOf(call.input);
  switch (call.operation) {
    case 'GetSecretValue':
      return checksToRead(call, secret, read);
    case 'CreateSecret':
      return checksToWrite(call, secret, input);
    case 'PutSecretValue': {
      const versions = await versionsOf(call, secret);
      const existing = versions.find(({ id }) => id === input.ClientRequestToken);
      const again = await checksToRead(call, secret, existing);
      return again.length > 0 ? again : checksToWrite(call, secret, input);
    }
    case 'UpdateSecret':
      return checksToWrite(call, secret, input);
    default:
      return [];
  }
}

/**
 * The version that GetSecretValue asks for; undefined for other operations, and if no version can be read.
 */
export async function versionToRead(call: Call, secret: KnownSecret): Promise<KeyedVersion | undefined> {
  if (call.operation !== 'GetSecretValue') return undefined;
  const { VersionId, VersionStage = 'AWSCURRENT' } = membersOf(call.input);
  const versions = await versionsOf(call, secret);
  return versions.find(({ id, stages }) =>
    VersionId === undefined ? stages.includes(VersionStage) : id === VersionId,
  );
}

async function versionsOf(call: Call, secret: KnownSecret): Promise<readonly KeyedVersion[]> {
  if (secret.found === undefined || secret.found.deleted) return [];
  return keyedVersions(call.store, secret, call.region);
}

/** Any of the keys of a version decrypts it. If no version was found, nothing is decrypted. */
async function checksToRead(
  call: Call,
  secret: KnownSecret,
  version: KeyedVersion | undefined,
): Promise<readonly Check[]> {
  if (version === undefined) return [];
  const foreign = secret.account !== call.account;
  if (foreign && isDefaultKey(secret.found?.kmsKeyId)) return [{ kind: 'error', error: underDefaultKey() }];
  // The reference means a key of the caller's account, which cannot decrypt a value under another key.
  const named = secret.found?.kmsKeyId;
  if (foreign && isUnqualified(named))
    return [{ kind: 'error', error: underUnqualifiedKey(named, call.account) }];
  const { id: versionId, keys } = version;
  const need = { action: 'kms:Decrypt', keys, arn: secret.arn, versionId } as const;
  // A single key is checked just before the store performs: see keyUse.
  return keys.length > 1 ? checksToOpen(call, need) : [anyKmsPermission(call, need)];
}

/** The check of a need to decrypt with one of the keys that work. If none works, every caller is refused. */
async function checksToOpen(call: Call, need: KmsNeed, surface?: Surface): Promise<readonly Check[]> {
  const keys = await workingKeys(call.store, need.keys);
  if (keys.length > 0) return [anyKmsPermission(call, { ...need, keys }, surface)];
  return [anyKmsPermission(call, need, surface), { kind: 'error', error: decryptionFailure() }];
}

async function checksToWrite(call: Call, secret: KnownSecret, input: KmsMembers): Promise<readonly Check[]> {
  const creates = call.operation === 'CreateSecret';
  if (!creates && (secret.found === undefined || secret.found.deleted)) return [];
  const changesKey = creates || input.KmsKeyId !== undefined;
  const { hasValue } = input;
  if (!changesKey && !hasValue) return [];
  const key = await keyToWriteWith(call, secret, input);
  if (key instanceof AwsError) return [{ kind: 'error', error: key }];
  const check = (action: KmsNeed['action'], versionId: string) =>
    anyKmsPermission(call, { action, keys: [key], arn: secret.arn, versionId });
  const validating = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;
  return [
    ...(changesKey ? validating.map((action) => check(action, VALIDATING_ACCESS)) : []),
    ...(changesKey && !creates ? await checksToReencrypt(call, secret, key) : []),
    ...(hasValue ? [check('kms:GenerateDataKey', input.ClientRequestToken ?? '')] : []),
  ];
}

/** This error follows the permission on the secret, so it is a check and is not thrown here. */
async function keyToWriteWith(
  call: Call,
  secret: KnownSecret,
  { KmsKeyId }: KmsMembers,
): Promise<ResolvedKey | AwsError> {
  try {
    return await keyOfNewValue(call, secret, KmsKeyId);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/**
 * The checks for a secret whose key is changed. Its labelled versions are encrypted with the new key as well.
 * The requester must be allowed to decrypt with the old key and to encrypt with the new one.
 *
 * Differs: if not, AWS leaves them under the old key alone; here the request is refused with NotImplemented.
 */
async function checksToReencrypt(
  call: Call,
  secret: KnownSecret,
  key: ResolvedKey,
): Promise<readonly Check[]> {
  const versions = await versionsOf(call, secret);
  const following = versions.filter(({ stages, keys }) => {
    const stays = keys.some((one) => one.kind === 'key' && key.kind === 'key' && one.arn === key.arn);
    return !stays && stages.some((stage) => FOLLOWING_LABELS.includes(stage));
  });
  const checks = following.map(async ({ id: versionId, keys }) => {
    const { arn } = secret;
    const opening: KmsNeed = { action: 'kms:Decrypt', keys, arn, versionId };
    const closing: KmsNeed = { action: 'kms:Encrypt', keys: [key], arn, versionId };
    const surface = secretsSurfaces['kms for older versions'];
    return [...(await checksToOpen(call, opening, surface)), anyKmsPermission(call, closing, surface)];
  });
  return (await Promise.all(checks)).flat();
}
