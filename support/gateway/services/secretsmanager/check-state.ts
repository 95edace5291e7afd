import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import { noSuchValue, secretsError, tokenInUse } from '../../../aws/secrets-error.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import { requireHeld } from '../../desk/require-held.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import { MOST_TAGS, tooManyTags } from './check-input.ts';
import { type KnownSecret, knownSecret } from './known-secret.ts';
import { type KeyedVersion, keyedVersions } from './version-keys.ts';

type Call = CallFacts<'secretsmanager'>;
type StateChecks = {
  readonly [O in Operation<'secretsmanager'>]?: (
    call: Call,
    input: Input<'secretsmanager', O>,
  ) => Promise<void>;
};

/**
 * Refuses an allowed call for the secrets, versions, labels and tags that exist. The plan has checked that the secret
 * exists and is not marked for deletion. Throws AwsError.
 *
 * Source: Secrets Manager API reference, each operation.
 */
export async function checkSecretsState(call: Call): Promise<void> {
  const check = stateChecks[call.operation];
  // The table keys checks by operation: the input handed to this one is its own operation's.
  await (check as ((call: Call, input: object) => Promise<void>) | undefined)?.(call, call.input);
}

const stateChecks: StateChecks = {
  CreateSecret: requireNewName,
  UpdateSecret: requireNewToken,
  DeleteSecret: requireUndeleted,
  TagResource: requireRoomForTags,
  UpdateSecretVersionStage: requireHolder,
};

function described(
  { store, account, region }: Call,
  SecretId: string | undefined,
): Awaitable<Output<'secretsmanager', 'DescribeSecret'> | AwsError> {
  const [, , , of = region, owner = account] = SecretId?.startsWith('arn:') ? SecretId.split(':') : [];
  const lookup = { service: 'secretsmanager', operation: 'DescribeSecret', input: { SecretId } } as const;
  return orAbsence(() => store.read({ ...lookup, region: of, account: owner }), 'ResourceNotFoundException');
}

async function versionsOf(call: Call, SecretId: string | undefined): Promise<readonly KeyedVersion[]> {
  const { store, account, region } = call;
  const secret: KnownSecret = await knownSecret(store, SecretId ?? '', { account, region });
  return secret.found === undefined ? [] : keyedVersions(store, secret, region);
}

/** The same request again is not refused: the store compares the value of its version. */
async function requireNewName(
  call: Call,
  { Name, ClientRequestToken }: Input<'secretsmanager', 'CreateSecret'>,
): Promise<void> {
  const existing = await described(call, Name);
  if (existing instanceof AwsError) return;
  if (existing.DeletedDate !== undefined) {
    throw secretsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const versions = await versionsOf(call, existing.ARN);
  if (versions.some(({ id }) => id === ClientRequestToken)) return;
  throw secretsError(
    'ResourceExistsException',
    `The operation failed because the secret ${Name} already exists.`,
  );
}

async function requireNewToken(call: Call, input: Input<'secretsmanager', 'UpdateSecret'>): Promise<void> {
  const { SecretId = '', ClientRequestToken: token = '' } = input;
  if (input.SecretString === undefined && input.SecretBinary === undefined) return;
  const versions = await versionsOf(call, SecretId);
  if (versions.some(({ id }) => id === token)) throw tokenInUse(token, SecretId);
}

async function requireUndeleted(
  call: Call,
  { SecretId, ForceDeleteWithoutRecovery }: Input<'secretsmanager', 'DeleteSecret'>,
): Promise<void> {
  if (ForceDeleteWithoutRecovery === true) return;
  const secret = await described(call, SecretId);
  if (secret instanceof AwsError) throw secret;
  if (secret.DeletedDate === undefined) return;
  throw secretsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was already scheduled for deletion.",
  );
}

async function requireRoomForTags(
  call: Call,
  { SecretId, Tags = [] }: Input<'secretsmanager', 'TagResource'>,
): Promise<void> {
  const secret = await described(call, SecretId);
  if (secret instanceof AwsError) throw secret;
  const keys = [...(secret.Tags ?? []), ...Tags].map(({ Key }) => Key);
  if (new Set(keys).size > MOST_TAGS) throw tooManyTags();
}

/**
 * Requires the request to name the version that loses a label. A label that is moved to its own version needs
 * no name.
 *
 * Source: Secrets Manager API reference, UpdateSecretVersionStage, RemoveFromVersionId.
 * Undocumented: AWS does not state the second error's text.
 */
const PREVIOUS_LOST =
  'the store may take AWSPREVIOUS from its version if AWSCURRENT is moved to where it is.';

async function requireHolder(
  call: Call,
  input: Input<'secretsmanager', 'UpdateSecretVersionStage'>,
): Promise<void> {
  const { SecretId, VersionStage: stage = '', RemoveFromVersionId: from, MoveToVersionId: to } = input;
  const versions = await versionsOf(call, SecretId);
  for (const id of [from, to])
    if (id !== undefined && !versions.some((version) => version.id === id)) throw noSuchValue(id);
  const holder = versions.find(({ stages }) => stages.includes(stage))?.id;
  if (from === undefined ? holder === undefined || holder === to : holder === from) {
    if (stage !== 'AWSCURRENT' || holder === undefined) return;
    if (to === undefined) throw currentStays();
    if (to === holder) requireHeld(call.store, 'AWSCURRENT moved to its own version', PREVIOUS_LOST);
    return;
  }
  throw secretsError(
    'InvalidParameterException',
    from === undefined
      ? `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`
      : `The parameter RemoveFromVersionId must be the version that the staging label ${stage} is attached to.`,
  );
}

/** Undocumented: AWS does not state this refusal. Public reports quote its text. */
function currentStays(): AwsError {
  return secretsError(
    'InvalidParameterException',
    "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
  );
}
