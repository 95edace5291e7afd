import { AwsError } from '../../aws/aws-error.ts';
import { arnInRegion } from '../../aws/multi-region-keys.ts';
import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import {
  bypassing,
  choosingPrimary,
  creatingKey,
  encrypting,
  type KmsContext,
  replicating,
  tagging,
} from './kms-context.ts';
import type { RequiredPermission, Scope } from './rule.ts';

/** An input whose KeyId is the ARN of its key. */
interface KeyInput {
  readonly KeyId?: string | undefined;
}

/** A rule for the most common kind of operation: one action on one key, with the condition keys of the input. */
export function onKey<I>(action: string, contextOf: (input: I) => KmsContext = () => ({})) {
  return (input: I & KeyInput): readonly RequiredPermission[] => [
    { action: `kms:${action}`, resource: keyArn('keyId', input.KeyId), context: contextOf(input) },
  ];
}

/** A rule for an operation without a key. */
export function onNoKey(action: string) {
  return (): readonly RequiredPermission[] => [{ action: `kms:${action}`, resource: '*' }];
}

/**
 * The permissions of CreateKey: kms:TagResource is needed as well if the request has tags.
 *
 * Differs: AWS decides kms:TagResource on the new key; keyhole decides it on `*`, so an allow for `key/*` does not
 * suffice.
 *
 * Source: AWS KMS API reference, CreateKey.
 */
export function createKey(input: Input<'kms', 'CreateKey'>): readonly RequiredPermission[] {
  const permissions = [{ action: 'kms:CreateKey', resource: '*', context: creatingKey(input) }];
  if (input.Tags === undefined || input.Tags.length === 0) return permissions;
  return [...permissions, { action: 'kms:TagResource', resource: '*', context: tagging(input) }];
}

/**
 * The permissions of ReEncrypt: on the source key and on the destination key, each with its own encryption context.
 *
 * Source: AWS KMS API reference, ReEncrypt.
 */
export function reEncrypt(input: Input<'kms', 'ReEncrypt'>): readonly RequiredPermission[] {
  const source = keyArn('sourceKeyId', input.SourceKeyId);
  const destination = keyArn('destinationKeyId', input.DestinationKeyId);
  const onSameKey = { 'kms:ReEncryptOnSameKey': String(source === destination) };
  const from = encrypting({
    EncryptionContext: input.SourceEncryptionContext,
    EncryptionAlgorithm: input.SourceEncryptionAlgorithm,
  });
  const to = encrypting({
    EncryptionContext: input.DestinationEncryptionContext,
    EncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
  });
  return [
    { action: 'kms:ReEncryptFrom', resource: source, context: { ...onSameKey, ...from } },
    { action: 'kms:ReEncryptTo', resource: destination, context: { ...onSameKey, ...to } },
  ];
}

/**
 * The permissions of ReplicateKey: kms:ReplicateKey on the primary key, and kms:CreateKey in the Region of the replica, with
 * kms:TagResource for tags. The gateway looks up the attributes of the primary key only for the first.
 *
 * Undocumented: the Region of the request for kms:CreateKey; CloudTrail shows that call in the Region of the replica.
 * Source: AWS KMS API reference, ReplicateKey.
 */
export function replicateKey(input: Input<'kms', 'ReplicateKey'>): readonly RequiredPermission[] {
  const region = { 'aws:RequestedRegion': input.ReplicaRegion };
  const created: KmsContext = {
    ...region,
    'kms:KeySpec': UNKNOWABLE,
    'kms:KeyUsage': UNKNOWABLE,
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:MultiRegion': 'true',
    'kms:MultiRegionKeyType': 'REPLICA',
    ...bypassing(input),
    ...tagging(input),
  };
  const permissions: RequiredPermission[] = [
    { action: 'kms:ReplicateKey', resource: keyArn('keyId', input.KeyId), context: replicating(input) },
    { action: 'kms:CreateKey', resource: '*', context: created },
  ];
  if (input.Tags === undefined || input.Tags.length === 0) return permissions;
  return [
    ...permissions,
    { action: 'kms:TagResource', resource: '*', context: { ...region, ...tagging(input) } },
  ];
}

/**
 * The permissions of UpdatePrimaryRegion: on the primary key, and on the replica key that becomes the primary key.
 * Source: AWS KMS API reference, UpdatePrimaryRegion.
 */
export function updatePrimaryRegion(
  input: Input<'kms', 'UpdatePrimaryRegion'>,
): readonly RequiredPermission[] {
  const primary = keyArn('keyId', input.KeyId);
  const replica = arnInRegion(primary, input.PrimaryRegion ?? '');
  return [...new Set([primary, replica])].map((resource) => ({
    action: 'kms:UpdatePrimaryRegion',
    resource,
    context: choosingPrimary(input),
  }));
}

/** The permissions of CreateAlias: on the alias, which has no policy of its own, and on the key. */
export function createAlias(input: Input<'kms', 'CreateAlias'>, scope: Scope): readonly RequiredPermission[] {
  return onAlias('kms:CreateAlias', aliasArn(input.AliasName, scope), [
    keyArn('targetKeyId', input.TargetKeyId),
  ]);
}

/** The permissions of UpdateAlias: on the alias, on its current key and on its new key. */
export function updateAlias(input: Input<'kms', 'UpdateAlias'>, scope: Scope): readonly RequiredPermission[] {
  const keys = [...currentTarget(input.AliasName, scope), keyArn('targetKeyId', input.TargetKeyId)];
  return onAlias('kms:UpdateAlias', aliasArn(input.AliasName, scope), keys);
}

/** The permissions of DeleteAlias: on the alias and on its key. */
export function deleteAlias(input: Input<'kms', 'DeleteAlias'>, scope: Scope): readonly RequiredPermission[] {
  return onAlias('kms:DeleteAlias', aliasArn(input.AliasName, scope), currentTarget(input.AliasName, scope));
}

/** One permission on the alias and one on each key. Source: AWS KMS developer guide, "Controlling access to aliases". */
function onAlias(action: string, alias: string, keys: readonly string[]): readonly RequiredPermission[] {
  return [alias, ...new Set(keys)].map((resource) => ({ action, resource }));
}

/** The key of an alias as a list; empty for unknown and for reserved aliases, for which KMS refuses every caller. */
function currentTarget(aliasName: string | undefined, { aliasTarget }: Scope): readonly string[] {
  if (aliasName === undefined || aliasName.startsWith('alias/aws/')) return [];
  if (aliasTarget === undefined)
    throw new TypeError('the rule for an alias needs Scope.aliasTarget, which gives the key of the alias');
  const target = aliasTarget(aliasName);
  return target === undefined ? [] : [target];
}

function aliasArn(aliasName: string | undefined, { region, account }: Scope): string {
  return `arn:aws:kms:${region}:${account}:${aliasName ?? required('aliasName')}`;
}

/** The key's ARN: every key reference in an input is resolved before a rule sees it. */
function keyArn(member: string, keyId: string | undefined): string {
  return keyId ?? required(member);
}

function required(member: string): never {
  throw new AwsError(
    'ValidationException',
    400,
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
