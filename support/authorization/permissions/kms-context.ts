import { leftTo } from './left-to-default.ts';
import type { RequiredPermission } from './rule.ts';
import { requestTagContext } from './tag-context.ts';

/** Values of condition keys, as a rule gives them. */
export type KmsContext = NonNullable<RequiredPermission['context']>;

type Pairs = Readonly<Record<string, string>> | undefined;

/**
 * The condition keys of an encryption context: `kms:EncryptionContext:<name>` for each pair, and the names; no key for
 * an empty context.
 * Source, here and below: AWS KMS developer guide, "AWS KMS condition keys".
 */
function ofEncryptionContext(pairs: Pairs): KmsContext {
  const names = Object.keys(pairs ?? {});
  if (pairs === undefined || names.length === 0) return {};
  const context: Record<string, string | readonly string[]> = { 'kms:EncryptionContextKeys': names };
  for (const name of names) context[`kms:EncryptionContext:${name}`] = pairs[name] ?? '';
  return context;
}

/**
 * Condition keys of Encrypt, Decrypt and GenerateDataKey…: the encryption context and the algorithm, which has a
 * default.
 */
export function encrypting(input: {
  readonly EncryptionContext?: Pairs;
  readonly EncryptionAlgorithm?: string | undefined;
}): KmsContext {
  return {
    'kms:EncryptionAlgorithm': input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT',
    ...ofEncryptionContext(input.EncryptionContext),
  };
}

/** Condition keys of GenerateDataKeyPair…: those of {@link encrypting} and the kind of key pair. */
export function generatingPair(input: {
  readonly EncryptionContext?: Pairs;
  readonly KeyPairSpec?: string | undefined;
}): KmsContext {
  return { ...encrypting(input), 'kms:DataKeyPairSpec': input.KeyPairSpec };
}

/** Condition keys of Sign and Verify: the algorithm, and the message type, which has a default. */
export function signing(input: {
  readonly SigningAlgorithm?: string | undefined;
  readonly MessageType?: string | undefined;
}): KmsContext {
  return { 'kms:SigningAlgorithm': input.SigningAlgorithm, 'kms:MessageType': input.MessageType ?? 'RAW' };
}

/** Condition keys of GenerateMac and VerifyMac. */
export function authenticating(input: { readonly MacAlgorithm?: string | undefined }): KmsContext {
  return { 'kms:MacAlgorithm': input.MacAlgorithm };
}

/** Condition keys of DeriveSharedSecret. */
export function agreeing(input: { readonly KeyAgreementAlgorithm?: string | undefined }): KmsContext {
  return { 'kms:KeyAgreementAlgorithm': input.KeyAgreementAlgorithm };
}

/** Condition keys of CreateKey: the kind of key, taken from the request because there is no key yet. */
export function creatingKey(input: {
  readonly KeySpec?: string | undefined;
  readonly CustomerMasterKeySpec?: string | undefined;
  readonly KeyUsage?: string | undefined;
  readonly Origin?: string | undefined;
  readonly MultiRegion?: boolean | undefined;
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined;
  readonly Tags?: KmsTags;
}): KmsContext {
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  const usage = input.KeyUsage ?? 'ENCRYPT_DECRYPT';
  return {
    'kms:KeySpec': spec,
    'kms:KeyUsage': usage,
    'kms:CustomerMasterKeySpec': spec,
    'kms:CustomerMasterKeyUsage': usage,
    'kms:KeyOrigin': input.Origin ?? 'AWS_KMS',
    'kms:MultiRegion': String(input.MultiRegion ?? false),
    'kms:MultiRegionKeyType': input.MultiRegion === true ? 'PRIMARY' : undefined,
    ...bypassing(input),
    ...tagging(input),
  };
}

/** Condition key of ReplicateKey. */
export function replicating(input: { readonly ReplicaRegion?: string | undefined }): KmsContext {
  return { 'kms:ReplicaRegion': input.ReplicaRegion };
}

/** Condition key of UpdatePrimaryRegion. */
export function choosingPrimary(input: { readonly PrimaryRegion?: string | undefined }): KmsContext {
  return { 'kms:PrimaryRegion': input.PrimaryRegion };
}

/** Condition key of CreateKey and PutKeyPolicy: true if the request skips the lockout safety check of the key policy. */
export function bypassing(input: {
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined;
}): KmsContext {
  const { BypassPolicyLockoutSafetyCheck } = input;
  return {
    'kms:BypassPolicyLockoutSafetyCheck': BypassPolicyLockoutSafetyCheck?.toString() ?? leftTo('false'),
  };
}

/** Tags in the form of KMS's requests. */
type KmsTags =
  | readonly { readonly TagKey?: string | undefined; readonly TagValue?: string | undefined }[]
  | undefined;

/** Condition keys of CreateKey and TagResource. */
export function tagging(input: { readonly Tags?: KmsTags }): KmsContext {
  return requestTagContext(input.Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })));
}

/** Condition keys of UntagResource. */
export function untagging(input: { readonly TagKeys?: readonly string[] | undefined }): KmsContext {
  return { 'aws:TagKeys': input.TagKeys };
}

/** Condition key of EnableKeyRotation. Source: AWS KMS API reference, EnableKeyRotation. */
export function rotating(input: { readonly RotationPeriodInDays?: number | undefined }): KmsContext {
  return { 'kms:RotationPeriodInDays': input.RotationPeriodInDays?.toString() ?? leftTo('365') };
}

/** Condition key of ScheduleKeyDeletion. Source: AWS KMS API reference, ScheduleKeyDeletion. */
export function scheduling(input: { readonly PendingWindowInDays?: number | undefined }): KmsContext {
  const days = input.PendingWindowInDays?.toString() ?? leftTo('30');
  return { 'kms:ScheduleKeyDeletionPendingWindowInDays': days };
}

/** Condition keys of GetParametersForImport. */
export function preparingImport(input: {
  readonly WrappingAlgorithm?: string | undefined;
  readonly WrappingKeySpec?: string | undefined;
}): KmsContext {
  return { 'kms:WrappingAlgorithm': input.WrappingAlgorithm, 'kms:WrappingKeySpec': input.WrappingKeySpec };
}

/**
 * Condition keys of ImportKeyMaterial. The time is in seconds since 1970, which numeric and date operators both compare.
 */
export function importing(input: {
  readonly ExpirationModel?: string | undefined;
  readonly ValidTo?: Date | undefined;
}): KmsContext {
  return {
    'kms:ExpirationModel': input.ExpirationModel ?? leftTo('KEY_MATERIAL_EXPIRES'),
    'kms:ValidTo': input.ValidTo && String(Math.floor(input.ValidTo.getTime() / 1000)),
  };
}

/** Condition key of CreateGrant, ListGrants and RevokeGrant, which is true only for calls that an AWS service makes. */
export function managingGrants(): KmsContext {
  return { 'kms:GrantIsForAWSResource': 'false' };
}

/** Condition keys of CreateGrant: principals, operations and constraints. */
export function creatingGrant(input: {
  readonly GranteePrincipal?: string | undefined;
  readonly GranteeServicePrincipal?: string | undefined;
  readonly RetiringPrincipal?: string | undefined;
  readonly RetiringServicePrincipal?: string | undefined;
  readonly Operations?: readonly string[] | undefined;
  readonly Constraints?: Constraints | undefined;
}): KmsContext {
  return {
    ...managingGrants(),
    'kms:GranteePrincipal': input.GranteePrincipal,
    'kms:GranteeServicePrincipal': input.GranteeServicePrincipal,
    'kms:RetiringPrincipal': input.RetiringPrincipal,
    'kms:RetiringServicePrincipal': input.RetiringServicePrincipal,
    'kms:GrantOperations': input.Operations,
    ...constraining(input.Constraints),
    'kms:GrantConstraintSourceArn': input.Constraints?.SourceArn,
  };
}

interface Constraints {
  readonly EncryptionContextEquals?: Pairs;
  readonly EncryptionContextSubset?: Pairs;
  readonly SourceArn?: string | undefined;
}

/** Condition keys of CreateGrant and RetireGrant: the constraints of the grant. An empty one counts as absent. */
export function constraining(given: Constraints = {}): KmsContext {
  const constraints = {
    EncryptionContextEquals: unlessEmpty(given.EncryptionContextEquals),
    EncryptionContextSubset: unlessEmpty(given.EncryptionContextSubset),
    SourceArn: given.SourceArn,
  };
  return {
    'kms:GrantConstraintType': Object.entries(constraints).find(([, value]) => value !== undefined)?.[0],
    ...ofEncryptionContext(constraints.EncryptionContextEquals ?? constraints.EncryptionContextSubset),
  };
}

function unlessEmpty(pairs: Pairs): Pairs {
  return pairs === undefined || Object.keys(pairs).length === 0 ? undefined : pairs;
}
