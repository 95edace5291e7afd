import { AwsError } from '../../aws/aws-error.ts';
import type { Input } from '../../aws/operations.ts';
import { creatingKey, encrypting, type KmsContext, tagging } from './kms-context.ts';
import type { RequiredPermission, Scope } from './rule.ts';

/** An input whose KeyId is the ARN of the key it is about. */
interface KeyInput {
  readonly KeyId?: string | undefined;
}

/** A rule for the most common kind of operation: one action on one key, with the condition keys of the input. */
export function onKey<I>(action: string, contextOf: (input: I) => KmsContext = () => ({})) {
  return (input: I & KeyInput): readonly RequiredPermission[] => [
    { action: `kms:${action}`, resource: keyArn('keyId', input.KeyId), context: contextOf(input) },
  ];
}

/** A rule for an operation that addresses no key. */
export function onNoKey(action: string) {
  return (): readonly RequiredPermission[] => [{ action: `kms:${action}`, resource: '*' }];
}

/**
 * CreateKey, and kms:TagResource besides where the key is to have tags.
 *
 * Differs: AWS judges kms:TagResource on the key to be; keyhole on `*`, so that an allow for `key/*` does not suffice.
 *
 * Source: AWS KMS API reference, CreateKey.
 */
export function createKey(input: Input<'kms', 'CreateKey'>): readonly RequiredPermission[] {
  const permissions = [{ action: 'kms:CreateKey', resource: '*', context: creatingKey(input) }];
  if (input.Tags === undefined || input.Tags.length === 0) return permissions;
  return [...permissions, { action: 'kms:TagResource', resource: '*', context: tagging(input) }];
}

/**
 * ReEncrypt: out of the one key and into the other, each with its own encryption context.
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

/** CreateAlias: on the alias, which has no policy of its own, and on the key. */
export function createAlias(input: Input<'kms', 'CreateAlias'>, scope: Scope): readonly RequiredPermission[] {
  return onAlias('kms:CreateAlias', aliasArn(input.AliasName, scope), [
    keyArn('targetKeyId', input.TargetKeyId),
  ]);
}

/** UpdateAlias: on the alias, on the key it leaves and on the key it moves to. */
export function updateAlias(input: Input<'kms', 'UpdateAlias'>, scope: Scope): readonly RequiredPermission[] {
  const keys = [...currentTarget(input.AliasName, scope), keyArn('targetKeyId', input.TargetKeyId)];
  return onAlias('kms:UpdateAlias', aliasArn(input.AliasName, scope), keys);
}

/** DeleteAlias: on the alias and on its key. */
export function deleteAlias(input: Input<'kms', 'DeleteAlias'>, scope: Scope): readonly RequiredPermission[] {
  return onAlias('kms:DeleteAlias', aliasArn(input.AliasName, scope), currentTarget(input.AliasName, scope));
}

/** Source: AWS KMS developer guide, "Controlling access to aliases". */
function onAlias(action: string, alias: string, keys: readonly string[]): readonly RequiredPermission[] {
  return [alias, ...new Set(keys)].map((resource) => ({ action, resource }));
}

/** None where there is no such alias, nor for the reserved ones: then KMS refuses, whoever asks. */
function currentTarget(aliasName: string | undefined, { aliasTarget }: Scope): readonly string[] {
  if (aliasName === undefined || aliasName.startsWith('alias/aws/')) return [];
  if (aliasTarget === undefined)
    throw new TypeError('The rule of an alias needs to know the key it points at.');
  const target = aliasTarget(aliasName);
  return target === undefined ? [] : [target];
}

function aliasArn(aliasName: string | undefined, { region, account }: Scope): string {
  return `arn:aws:kms:${region}:${account}:${aliasName ?? required('aliasName')}`;
}

/** The key's ARN: by the time a rule sees an input, every key reference in it has been resolved. */
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
