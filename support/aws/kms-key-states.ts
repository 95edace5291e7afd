import type { KeyState } from '@aws-sdk/client-kms';
import type { AwsError } from './aws-error.ts';
import { kmsError } from './kms-error.ts';
import type { Operation } from './operations.ts';

/** A key and its state. */
interface KeyInState {
  readonly arn: string;
  readonly state: KeyState;
}

const enabled = ['Enabled'] as const;
const usable = ['Enabled', 'Disabled'] as const;
const notBeingDeleted = ['Enabled', 'Disabled', 'PendingImport'] as const;

/**
 * The key states that an operation requires; operations not listed work in every state.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys", the table and its footnotes.
 */
const statesNeeded: { readonly [O in Operation<'kms'>]?: readonly KeyState[] } = {
  CancelKeyDeletion: ['PendingDeletion', 'PendingReplicaDeletion'],
  CreateAlias: notBeingDeleted,
  CreateGrant: enabled,
  Decrypt: enabled,
  DeriveSharedSecret: enabled,
  DisableKey: usable,
  DisableKeyRotation: enabled,
  EnableKey: usable,
  EnableKeyRotation: enabled,
  Encrypt: enabled,
  GenerateDataKey: enabled,
  GenerateDataKeyPair: enabled,
  GenerateDataKeyPairWithoutPlaintext: enabled,
  GenerateDataKeyWithoutPlaintext: enabled,
  GenerateMac: enabled,
  GetPublicKey: enabled,
  ReEncrypt: enabled,
  ReplicateKey: enabled,
  GetParametersForImport: notBeingDeleted,
  ImportKeyMaterial: notBeingDeleted,
  RotateKeyOnDemand: enabled,
  ScheduleKeyDeletion: notBeingDeleted,
  Sign: enabled,
  TagResource: notBeingDeleted,
  UntagResource: notBeingDeleted,
  UpdatePrimaryRegion: enabled,
  // The alias's current key may be pending deletion; its new key may not.
  UpdateAlias: notBeingDeleted,
  UpdateKeyDescription: notBeingDeleted,
  Verify: enabled,
  VerifyMac: enabled,
};

/** Throws DisabledException or KMSInvalidStateException if the key's state does not allow the operation. */
export function requireState(operation: Operation<'kms'>, key: KeyInState): void {
  const states = statesNeeded[operation];
  if (states === undefined || states.includes(key.state)) return;
  if (operation === 'CancelKeyDeletion') {
    throw kmsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
  }
  throw stateError(key);
}

/** The requests that bring a key back into use, by its state. */
const REMEDIES: Readonly<Partial<Record<KeyState, string>>> = {
  Disabled: 'enable the key with EnableKey',
  PendingDeletion: 'cancel its deletion with CancelKeyDeletion, then enable the key with EnableKey',
  PendingReplicaDeletion: 'cancel its deletion with CancelKeyDeletion, then enable the key with EnableKey',
  PendingImport: 'import its key material with ImportKeyMaterial',
};

function stateError(key: KeyInState): AwsError {
  const error = errorOf(key);
  const remedy = REMEDIES[key.state];
  const why = 'policies do not count here: the state of the key stops every caller';
  return remedy === undefined ? error : error.because({ why, remedy });
}

// The developer guide gives two texts for a key pending deletion; AWS sends KMSInvalidStateException.
function errorOf(key: KeyInState): AwsError {
  if (key.state === 'Disabled') return kmsError('DisabledException', `${key.arn} is disabled.`);
  if (key.state === 'PendingDeletion') {
    return kmsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  }
  if (key.state === 'PendingReplicaDeletion') {
    return kmsError('KMSInvalidStateException', `${key.arn} is pending multi-Region replica deletion.`);
  }
  if (key.state === 'PendingImport') {
    return kmsError('KMSInvalidStateException', `${key.arn} is pending import.`);
  }
  return kmsError('KMSInvalidStateException', `${key.arn} is unavailable.`);
}
