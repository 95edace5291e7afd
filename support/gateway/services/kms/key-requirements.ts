import type { GrantConstraints, KeyMetadata, KeyUsageType } from '@aws-sdk/client-kms';
import { kmsError } from '../../../aws/kms-error.ts';
import { grantOperationsOf } from '../../../aws/kms-grant-operations.ts';
import { requireState } from '../../../aws/kms-key-states.ts';
import { requireAlgorithm, requireOrigin, requireUsage, type UsedKey } from '../../../aws/kms-key-use.ts';
import type { Input, Operation } from '../../../aws/operations.ts';

/** A key as DescribeKey shows it. Throws TypeError for metadata that lacks what every key has. */
export function usedKey(metadata: KeyMetadata): UsedKey {
  const { Arn, KeySpec, KeyUsage, Origin, KeyState, MultiRegionConfiguration } = metadata;
  if (Arn === undefined || KeySpec === undefined || KeyUsage === undefined) throw incomplete(Arn);
  if (Origin === undefined || KeyState === undefined) throw incomplete(Arn);
  const multiRegionType = MultiRegionConfiguration?.MultiRegionKeyType;
  return { arn: Arn, spec: KeySpec, usage: KeyUsage, origin: Origin, state: KeyState, multiRegionType };
}

function incomplete(arn: string | undefined): Error {
  return new TypeError(`DescribeKey of ${arn} gave incomplete metadata`);
}

type KmsOperation = Operation<'kms'>;

/** Operations that take a key made for one thing, with the member that names the algorithm; the default is symmetric. */
const USES: { readonly [O in KmsOperation]?: readonly [usage: KeyUsageType, algorithm?: string] } = {
  Encrypt: ['ENCRYPT_DECRYPT', 'EncryptionAlgorithm'],
  Decrypt: ['ENCRYPT_DECRYPT', 'EncryptionAlgorithm'],
  GenerateDataKey: ['ENCRYPT_DECRYPT'],
  GenerateDataKeyPair: ['ENCRYPT_DECRYPT'],
  GenerateDataKeyPairWithoutPlaintext: ['ENCRYPT_DECRYPT'],
  GenerateDataKeyWithoutPlaintext: ['ENCRYPT_DECRYPT'],
  Sign: ['SIGN_VERIFY', 'SigningAlgorithm'],
  Verify: ['SIGN_VERIFY', 'SigningAlgorithm'],
  GenerateMac: ['GENERATE_VERIFY_MAC', 'MacAlgorithm'],
  VerifyMac: ['GENERATE_VERIFY_MAC', 'MacAlgorithm'],
  DeriveSharedSecret: ['KEY_AGREEMENT', 'KeyAgreementAlgorithm'],
};

/** The requirements of operations on a key besides its state and usage. */
const OTHERS: { readonly [O in KmsOperation]?: (key: UsedKey, input: object) => void } = {
  ListKeyRotations: requireSymmetric,
  RotateKeyOnDemand(key) {
    requireSymmetric(key);
    requireNoReplica(key);
  },
  EnableKeyRotation: requireNoReplica,
  DisableKeyRotation: requireNoReplica,
  ReplicateKey: requirePrimary,
  UpdatePrimaryRegion: requirePrimary,
  GetPublicKey(key) {
    if (key.spec !== 'SYMMETRIC_DEFAULT' && key.usage !== 'GENERATE_VERIFY_MAC') return;
    throw kmsError('UnsupportedOperationException', `${key.arn} has no public key.`);
  },
  GetKeyPolicy: requireDefaultName,
  PutKeyPolicy: requireDefaultName,
  CreateGrant: (key, input) => requireGrantable(key, input as Input<'kms', 'CreateGrant'>),
};

/** Automatic rotation is for symmetric keys whose material KMS made; KMS looks at that before the key's state. */
const ROTATIONS: ReadonlySet<KmsOperation> = new Set<KmsOperation>([
  'DisableKeyRotation',
  'EnableKeyRotation',
  'GetKeyRotationStatus',
]);

/** Imports are for keys without material of KMS; KMS looks at that before the key's state, too. */
const IMPORTS: ReadonlySet<KmsOperation> = new Set<KmsOperation>([
  'DeleteImportedKeyMaterial',
  'GetParametersForImport',
  'ImportKeyMaterial',
]);

/**
 * Refuses an operation of any caller for the key's state, origin, usage or spec. `member` is the member that
 * names the key. Throws DisabledException, KMSInvalidStateException, InvalidKeyUsageException,
 * UnsupportedOperationException, NotFoundException and ValidationException.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys" and "Key spec reference"; AWS KMS API reference, each
 * operation.
 */
export function requireFit(
  operation: KmsOperation,
  input: object,
  key: UsedKey,
  member: string | undefined,
): void {
  if (ROTATIONS.has(operation)) {
    requireOrigin(key, 'AWS_KMS');
    requireSymmetric(key);
  }
  if (IMPORTS.has(operation)) requireOrigin(key, 'EXTERNAL');
  requireState(operation, key);
  const [usage, algorithm] = USES[operation] ?? [];
  if (operation === 'ReEncrypt') requireReEncryption(input, key, member);
  else if (usage !== undefined) {
    requireUsage(operation, key, usage);
    requireAlgorithm(key, textOf(input, algorithm) ?? 'SYMMETRIC_DEFAULT');
    requireNoContext(key, Reflect.get(input, 'EncryptionContext'));
  }
  OTHERS[operation]?.(key, input);
}

function requireReEncryption(input: object, key: UsedKey, member: string | undefined): void {
  const side = member === 'SourceKeyId' ? 'Source' : 'Destination';
  requireUsage('ReEncrypt', key, 'ENCRYPT_DECRYPT');
  requireAlgorithm(key, textOf(input, `${side}EncryptionAlgorithm`) ?? 'SYMMETRIC_DEFAULT');
  requireNoContext(key, Reflect.get(input, `${side}EncryptionContext`));
}

function textOf(input: object, member: string | undefined): string | undefined {
  const value: unknown = member === undefined ? undefined : Reflect.get(input, member);
  return typeof value === 'string' ? value : undefined;
}

function requireNoContext({ spec }: UsedKey, context: unknown): void {
  const empty = typeof context !== 'object' || context === null || Object.keys(context).length === 0;
  if (spec === 'SYMMETRIC_DEFAULT' || empty) return;
  throw kmsError(
    'ValidationException',
    'An encryption context is only supported with symmetric encryption keys.',
  );
}

/** Undocumented: AWS does not state this error's text. */
function requireSymmetric({ spec }: UsedKey): void {
  if (spec !== 'SYMMETRIC_DEFAULT') throw kmsError('UnsupportedOperationException');
}

/**
 * The rotation of a multi-Region key is set on its primary key.
 * Undocumented: AWS does not state this error's text.
 */
function requireNoReplica({ arn, multiRegionType }: UsedKey): void {
  if (multiRegionType === 'REPLICA')
    throw kmsError('UnsupportedOperationException', `${arn} is a replica key: use its primary key.`);
}

/** Undocumented: AWS does not state this error's text. Recorded answers show it. */
function requirePrimary({ arn, multiRegionType }: UsedKey): void {
  if (multiRegionType !== 'PRIMARY')
    throw kmsError('UnsupportedOperationException', `${arn} is not a multi-region primary key.`);
}

/** A key has one policy, and its name is `default`. */
function requireDefaultName(_: UsedKey, input: object): void {
  if ((textOf(input, 'PolicyName') ?? 'default') === 'default') return;
  throw kmsError('NotFoundException', 'No such policy exists');
}

/** Source: AWS KMS developer guide, "Grants in AWS KMS", grant operations; AWS KMS API reference, GrantConstraints. */
function requireGrantable(key: UsedKey, { Operations = [], Constraints }: Input<'kms', 'CreateGrant'>): void {
  const unsupported = Operations.filter((operation) => !grantOperationsOf(key).includes(operation));
  if (unsupported.length > 0) {
    throw kmsError(
      'ValidationException',
      `The operations ${unsupported.join(', ')} are not supported on a key of the spec ${key.spec}.`,
    );
  }
  if (key.spec === 'SYMMETRIC_DEFAULT' || !constrainsContext(Constraints)) return;
  throw kmsError(
    'ValidationException',
    'Encryption context constraints are supported on symmetric encryption keys only.',
  );
}

function constrainsContext({ EncryptionContextEquals, EncryptionContextSubset }: GrantConstraints = {}) {
  return [EncryptionContextEquals, EncryptionContextSubset].some(
    (pairs) => pairs !== undefined && Object.keys(pairs).length > 0,
  );
}
