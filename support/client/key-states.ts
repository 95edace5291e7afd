import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  type KMSClient,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { AnswerParts } from './answer-parts.ts';
import { deleteKeyMaterial, importKeyMaterial } from './key-material.ts';

/** Brings the key with an id or ARN into a state. */
type Change = (kms: KMSClient, KeyId: string) => Promise<unknown>;

/** The shortest waiting period that AWS accepts, in days. */
const PendingWindowInDays = 7;

/**
 * The calls that bring a key into a state, by the words of the features. Each starts from a state in which AWS allows
 * it.
 */
const CHANGES: Readonly<Record<string, Change>> = {
  disabled: (kms, KeyId) => kms.send(new DisableKeyCommand({ KeyId })),
  'enabled again': (kms, KeyId) => kms.send(new EnableKeyCommand({ KeyId })),
  'pending deletion': (kms, KeyId) =>
    kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays })),
  'no longer pending deletion': (kms, KeyId) => kms.send(new CancelKeyDeletionCommand({ KeyId })),
  'without its key material': deleteKeyMaterial,
  'given its key material again': importKeyMaterial,
  'given new key material': (kms, KeyId) => importKeyMaterial(kms, KeyId, 'second'),
  'rotated on demand': (kms, KeyId) => kms.send(new RotateKeyOnDemandCommand({ KeyId })),
};

/** The words for states that {@link changeKeyState} knows. */
export const keyStates: readonly string[] = Object.keys(CHANGES);

/** Brings a key into a state. Throws TypeError for words that are not among {@link keyStates}. */
export async function changeKeyState(kms: KMSClient, key: string, state: string): Promise<AnswerParts> {
  const change = Object.hasOwn(CHANGES, state) ? CHANGES[state] : undefined;
  if (change === undefined) throw new TypeError(`features have no state of keys named ${state}`);
  await change(kms, key);
  return {};
}
