import type { KeyMetadata } from '@aws-sdk/client-kms';
import { AwsError } from '../../../aws/aws-error.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { kmsPages } from '../../../aws/kms-pages.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import { requireHeld } from '../../desk/require-held.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import { endDryRun } from './dry-run.ts';
import { requireGrant, requireListedGrant } from './existing-grants.ts';
import { requireMaterial } from './existing-material.ts';
import { MOST_TAGS } from './input-checks/created-key.ts';
import { requireNewReplica } from './replicas.ts';

type Call = CallFacts<'kms'>;

/**
 * Refuses an allowed KMS call for its aliases, tags, grants and key material; the plan checks its keys. A dry
 * run always ends here: with DryRunOperationException if it would have succeeded. Throws AwsError.
 */
export async function checkKmsState(call: Call): Promise<void> {
  await stateChecks[call.operation]?.(call);
  await endDryRun(call);
}

const stateChecks: { readonly [O in Operation<'kms'>]?: (call: Call) => Promise<void> } = {
  CreateAlias: requireNewAlias,
  UpdateAlias: requireInterchangeable,
  DeleteAlias: async (call) => {
    await existingTarget(call);
  },
  DeleteImportedKeyMaterial: requireMaterial,
  ImportKeyMaterial: requireHeldMaterial,
  ListGrants: requireListedGrant,
  ReplicateKey: requireNewReplica,
  RetireGrant: requireGrant,
  RevokeGrant: requireGrant,
  TagResource: requireRoomForTags,
};

/** Requires a store that holds imported key material to its expiry and to its id, if the request names them. */
async function requireHeldMaterial({ store, input }: Call): Promise<void> {
  const { ValidTo, KeyMaterialId } = input as Input<'kms', 'ImportKeyMaterial'>;
  if (ValidTo !== undefined)
    requireHeld(
      store,
      'expiry of imported key material',
      'the store may use imported key material beyond its ValidTo.',
    );
  if (KeyMaterialId !== undefined)
    requireHeld(store, 'id of imported key material', 'the store may import material of another id.');
}

/** A read of the caller's own account. */
function reading<O extends Operation<'kms'>>(
  { store, account, region }: Call,
  operation: O,
  input: Input<'kms', O>,
): Awaitable<Output<'kms', O> | AwsError> {
  return orAbsence(
    () => store.read({ service: 'kms', operation, input, account, region }),
    'NotFoundException',
  );
}

async function aliasTarget(call: Call): Promise<KeyMetadata | undefined> {
  const found = await reading(call, 'DescribeKey', { KeyId: textMember(call.input, 'AliasName') });
  return found instanceof AwsError ? undefined : found.KeyMetadata;
}

function aliasArn({ region, account, input }: Call): string {
  return `arn:aws:kms:${region}:${account}:${textMember(input, 'AliasName')}`;
}

async function requireNewAlias(call: Call): Promise<void> {
  if ((await aliasTarget(call)) === undefined) return;
  throw kmsError('AlreadyExistsException', `An alias with the name ${aliasArn(call)} already exists`);
}

async function existingTarget(call: Call): Promise<KeyMetadata> {
  const target = await aliasTarget(call);
  if (target !== undefined) return target;
  throw kmsError('NotFoundException', `Alias ${aliasArn(call)} is not found.`);
}

/**
 * Source: AWS KMS API reference, UpdateAlias.
 * Undocumented: AWS does not state this error's text.
 */
async function requireInterchangeable(call: Call): Promise<void> {
  const current = await existingTarget(call);
  const TargetKeyId = textMember(call.input, 'TargetKeyId');
  const found = await reading(call, 'DescribeKey', { KeyId: TargetKeyId });
  if (found instanceof AwsError) throw found;
  const next = found.KeyMetadata;
  const isSymmetric = (key: KeyMetadata | undefined) => key?.KeySpec === 'SYMMETRIC_DEFAULT';
  if (next?.KeyUsage === current.KeyUsage && isSymmetric(next) === isSymmetric(current)) return;
  throw kmsError(
    'ValidationException',
    `Alias ${aliasArn(call)} cannot be changed to the key ${TargetKeyId}: the current and the new key must be of the same type and key usage.`,
  );
}

async function tagsOf(call: Call, KeyId: string | undefined, Marker: string | undefined) {
  const found = await reading(call, 'ListResourceTags', { KeyId, Marker });
  if (found instanceof AwsError) throw found;
  return found;
}

async function requireRoomForTags(call: Call): Promise<void> {
  const { KeyId, Tags: added = [] } = call.input as Input<'kms', 'TagResource'>;
  const keys = added.map(({ TagKey }) => TagKey);
  for await (const { Tags = [] } of kmsPages((Marker) => tagsOf(call, KeyId, Marker)))
    for (const { TagKey } of Tags) keys.push(TagKey);
  if (new Set(keys).size > MOST_TAGS) throw kmsError('TagException', 'Too many tags');
}
