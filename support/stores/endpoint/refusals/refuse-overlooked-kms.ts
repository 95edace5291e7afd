import type { KeyMetadata } from '@aws-sdk/client-kms';
import { kmsError } from '../../../aws/kms-error.ts';
import { requireState } from '../../../aws/kms-key-states.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { endDryRun } from '../../embedded/kms/operations/request-options.ts';
import { chosenOrigin, requireOrigin } from '../../embedded/kms/origins.ts';

/** A call of KMS. */
export interface KmsCall {
  readonly operation: string;
  readonly input: object;
}

/** How a key is found by its ARN. */
export type Describe = (keyArn: string) => Promise<KeyMetadata | undefined>;

/** The members that name the keys of a call. */
interface Named {
  readonly KeyId?: string;
  readonly SourceKeyId?: string;
  readonly DestinationKeyId?: string;
  readonly DryRun?: boolean;
  readonly AliasName?: string;
}

const aliases: ReadonlySet<string> = new Set([
  'CreateAlias',
  'DeleteAlias',
  'UpdateAlias',
] satisfies readonly Operation<'kms'>[]);

const rotations: ReadonlySet<string> = new Set([
  'DisableKeyRotation',
  'EnableKeyRotation',
  'GetKeyRotationStatus',
] satisfies readonly Operation<'kms'>[]);

/**
 * Refuses what KMS refuses whoever asks, and not every endpoint looks at: aliases that AWS has for its own keys, keys
 * in custom key stores, which none has, yearly rotation of material that KMS did not make, and dry runs, which an
 * endpoint may well perform. Throws AwsError; a dry run always ends so, by DryRunOperationException where it would have
 * succeeded.
 *
 * Differs: of a dry run only the states of its keys are looked at, not what else the request holds.
 *
 * Source: AWS KMS API reference, CreateKey, EnableKeyRotation; AWS KMS developer guide, "Testing your AWS KMS API
 * calls".
 */
export async function refuseOverlookedByKms(
  { operation, input }: KmsCall,
  describe: Describe,
): Promise<void> {
  if (operation === 'CreateKey') chosenOrigin(input as Input<'kms', 'CreateKey'>);
  const { KeyId, SourceKeyId, DestinationKeyId, DryRun, AliasName = '' }: Named = input;
  if (aliases.has(operation) && AliasName.startsWith('alias/aws/')) throw kmsError('NotAuthorizedException');
  if (rotations.has(operation) && KeyId !== undefined) {
    const { Arn: arn = KeyId, Origin: origin } = (await describe(KeyId)) ?? {};
    if (origin !== undefined) requireOrigin({ arn, origin }, 'AWS_KMS');
  }
  if (DryRun !== true) return;
  for (const keyArn of [KeyId, SourceKeyId, DestinationKeyId]) {
    const { Arn: arn, KeyState: state } = (keyArn && (await describe(keyArn))) || {};
    // The operation of a call to KMS is one of KMS's; the compiler cannot follow it here.
    if (arn !== undefined && state !== undefined) requireState(operation as Operation<'kms'>, { arn, state });
  }
  endDryRun({ DryRun });
}
