import type { Permission } from '../../authorization/permission.ts';
import {
  FOLLOWING_LABELS,
  secretsEncryptionContext,
  VALIDATING_ACCESS,
} from '../../stores/secrets-encryption-context.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { keysThroughService } from '../context/through-service.ts';
import type { ResolvedKey } from '../kms/resolve-key-reference.ts';
import type { CallFacts } from '../plan/call-facts.ts';
import type { Check } from '../plan/check.ts';
import { derivedKmsPermission } from '../plan/derived-kms-permission.ts';
import type { KnownSecret } from './known-secret.ts';
import { accessToKms, isUnqualified, keyOfNewValue } from './secret-key.ts';
import { type KeyedVersion, keyedVersions } from './version-keys.ts';

type Call = CallFacts<'secretsmanager'>;

/** The members of inputs that decide what Secrets Manager asks KMS. */
interface KmsMembers {
  readonly KmsKeyId: string | undefined;
  readonly ClientRequestToken: string | undefined;
  readonly VersionId: string | undefined;
  readonly VersionStage: string | undefined;
  readonly hasValue: boolean;
}

function membersOf(input: object): KmsMembers {
  const text = (name: string) => {
    const value: unknown = Reflect.get(input, name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    KmsKeyId: text('KmsKeyId'),
    ClientRequestToken: text('ClientRequestToken'),
    VersionId: text('VersionId'),
    VersionStage: text('VersionStage'),
    hasValue: text('SecretString') !== undefined || Reflect.get(input, 'SecretBinary') !== undefined,
  };
}

/**
 * The checks of the KMS calls that Secrets Manager makes as the requester: Decrypt to read a value, GenerateDataKey to write
 * one, and both to find out whether the requester may use a key that a secret is to have from now on. Operations that are
 * not listed make none.
 *
 * Source: Secrets Manager user guide, "Secret encryption and decryption in AWS Secrets Manager", "How Secrets Manager uses
 * your KMS key".
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
      const again = checksToRead(call, secret, existing);
      return again.length > 0 ? again : checksToWrite(call, secret, input);
    }
    case 'UpdateSecret':
      return checksToWrite(call, secret, input);
    default:
      return [];
  }
}

/** The version that GetSecretValue asks for; undefined for other operations, and where nothing can be read. */
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

/** Any of the keys that a version is under opens it. None where there is no such version: then nothing is decrypted. */
function checksToRead(call: Call, secret: KnownSecret, version: KeyedVersion | undefined): readonly Check[] {
  if (version === undefined) return [];
  const foreign = secret.account !== call.account;
  // The reference means a key of the caller's account, and no key there opens what another key closed.
  if (foreign && isUnqualified(secret.found?.kmsKeyId)) return [{ kind: 'error', error: accessToKms() }];
  return [
    anyOf(version.keys.flatMap((key) => permissions(call, key, ['kms:Decrypt'], nameOf(secret, version.id)))),
  ];
}

async function checksToWrite(call: Call, secret: KnownSecret, input: KmsMembers): Promise<readonly Check[]> {
  const creates = call.operation === 'CreateSecret';
  if (!creates && (secret.found === undefined || secret.found.deleted)) return [];
  const changesKey = creates || input.KmsKeyId !== undefined;
  const { hasValue } = input;
  if (!changesKey && !hasValue) return [];
  const key = await keyToWriteWith(call, secret, input);
  if (key instanceof AwsError) return [{ kind: 'error', error: key }];
  const checks: Check[] = [];
  const need = (actions: readonly string[], versionId: string) => {
    for (const one of permissions(call, key, actions, nameOf(secret, versionId))) checks.push(anyOf([one]));
  };
  if (changesKey) need(['kms:GenerateDataKey', 'kms:Decrypt'], VALIDATING_ACCESS);
  if (!creates && changesKey) checks.push(...(await checksToReencrypt(call, secret, key)));
  if (hasValue) need(['kms:GenerateDataKey'], input.ClientRequestToken ?? '');
  return checks;
}

/** An error that arises whoever asks comes after the permission on the secret: it is a check, and not thrown. */
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
 * A secret whose key is changed: its labelled versions are encrypted with the new key as well, if the requester may decrypt
 * with the old key and encrypt with the new one.
 *
 * Differs: if not, AWS leaves them under the old key alone; here the request is refused with NotImplemented.
 */
async function checksToReencrypt(
  call: Call,
  secret: KnownSecret,
  key: ResolvedKey,
): Promise<readonly Check[]> {
  const versions = await versionsOf(call, secret);
  return versions
    .filter(({ stages, keys }) => {
      const stays = keys.some((one) => one.kind === 'key' && key.kind === 'key' && one.arn === key.arn);
      return !stays && stages.some((stage) => FOLLOWING_LABELS.includes(stage));
    })
    .flatMap(({ id, keys }) => {
      const old = keys.flatMap((one) => permissions(call, one, ['kms:Decrypt'], nameOf(secret, id)));
      const encrypt = permissions(call, key, ['kms:Encrypt'], nameOf(secret, id));
      return [anyOf(old, 'kms for older versions'), anyOf(encrypt, 'kms for older versions')];
    });
}

function permissions(
  call: Call,
  key: ResolvedKey,
  actions: readonly string[],
  name: { readonly arn: string; readonly versionId: string },
): readonly Permission[] {
  if (key.kind === 'missing') return [];
  const alias = key.kind === 'key' ? key.alias : undefined;
  const encryptionContext = secretsEncryptionContext(name);
  const through = keysThroughService('secretsmanager', call.region);
  return actions.map((action) =>
    derivedKmsPermission(call, { action, keyArn: key.arn, alias, encryptionContext }, through),
  );
}

/** One permission suffices of several. Where no key is left, nothing does. */
function anyOf(
  [permission, ...otherwise]: readonly Permission[],
  surface: 'kms through secretsmanager' | 'kms for older versions' = 'kms through secretsmanager',
): Check {
  if (permission === undefined) return { kind: 'error', error: accessToKms() };
  return { kind: 'permission', permission, otherwise, surface };
}

function nameOf({ arn }: KnownSecret, versionId: string) {
  return { arn, versionId };
}
