import {
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  ListKeyPoliciesCommand,
  PutKeyPolicyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import type { AnswerParts } from './answer-parts.ts';

type Call = (kms: KMSClient, KeyId: string) => Promise<unknown>;

/** A policy without statements, which allows nothing. */
const NO_POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [] });

/** Operations that look at a key or manage it, by AWS's names. */
const OPERATIONS: Readonly<Record<string, Call>> = {
  DeleteImportedKeyMaterial: (kms, KeyId) => kms.send(new DeleteImportedKeyMaterialCommand({ KeyId })),
  DescribeKey: (kms, KeyId) => kms.send(new DescribeKeyCommand({ KeyId })),
  DisableKey: (kms, KeyId) => kms.send(new DisableKeyCommand({ KeyId })),
  DisableKeyRotation: (kms, KeyId) => kms.send(new DisableKeyRotationCommand({ KeyId })),
  EnableKeyRotation: (kms, KeyId) => kms.send(new EnableKeyRotationCommand({ KeyId })),
  GetKeyRotationStatus: (kms, KeyId) => kms.send(new GetKeyRotationStatusCommand({ KeyId })),
  GetKeyPolicy: (kms, KeyId) => kms.send(new GetKeyPolicyCommand({ KeyId })),
  ListKeyPolicies: (kms, KeyId) => kms.send(new ListKeyPoliciesCommand({ KeyId })),
  PutKeyPolicy: (kms, KeyId) => kms.send(new PutKeyPolicyCommand({ KeyId, Policy: NO_POLICY })),
  RotateKeyOnDemand: (kms, KeyId) => kms.send(new RotateKeyOnDemandCommand({ KeyId })),
  ScheduleKeyDeletion: (kms, KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId })),
  TagResource: (kms, KeyId) =>
    kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'purpose', TagValue: 'other' }] })),
  UpdateKeyDescription: (kms, KeyId) =>
    kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'other' })),
};

/** The names of the operations that {@link manageKey} knows. */
export const keyOperations: readonly string[] = Object.keys(OPERATIONS);

/** Calls an operation on a key. Throws TypeError for an operation that is not among {@link keyOperations}. */
export async function manageKey(kms: KMSClient, operation: string, key: string): Promise<AnswerParts> {
  const call = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (call === undefined) throw new TypeError(`features have no operation on keys named ${operation}`);
  await call(kms, key);
  return {};
}
