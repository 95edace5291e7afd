import type { UpdateSecretVersionStageCommandInput } from '@aws-sdk/client-secrets-manager';
import { noSuchValue, secretsError, tokenInUse } from '../../../../aws/secrets-error.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationContext, OperationTable } from '../../shared/operation-table.ts';
import { usableSecret } from '../find-secret.ts';
import { holds, newValue, newVersion } from '../new-value.ts';
import { openValue } from '../sealed-value.ts';
import { type Secret, type SecretsState, type SecretVersion, updateSecret } from '../secrets-state.ts';
import { versionWith, withLabelMoved, withVersion } from '../staging.ts';

/**
 * Values of secrets, and the labels that tell their versions apart.
 *
 * Source: Secrets Manager API reference, GetSecretValue, PutSecretValue and UpdateSecretVersionStage.
 * Differs: versions without labels are kept for ever.
 */
export const valueOperations = {
  GetSecretValue({ SecretId, VersionId, VersionStage }, context) {
    const secret = usableSecret(SecretId, context);
    const version = versionAsked(secret, VersionId, VersionStage);
    const value = openValue(version.copies, { arn: secret.arn, versionId: version.id }, context.kms);
    noteAccess(secret, version, context.state);
    return {
      ...named(secret),
      VersionId: version.id,
      ...value,
      VersionStages: [...version.stages],
      CreatedDate: version.created,
    };
  },

  PutSecretValue(input, context) {
    const secret = usableSecret(input.SecretId, context);
    const given = newValue(input);
    if (given === undefined) throw new TypeError('a version without a value reached the store');
    const existing = secret.versions.get(given.id);
    if (existing !== undefined) {
      if (!holds(secret, existing, given.value, context.kms)) throw tokenInUse(given.id, secret.arn);
      return { ...named(secret), VersionId: given.id, VersionStages: [...existing.stages] };
    }
    const { VersionStages: stages = ['AWSCURRENT'] } = input;
    const now = context.state.now();
    const versions = withVersion(secret.versions, newVersion(secret, { ...given, stages, now }, context.kms));
    updateSecret(context.state, secret, { versions, changed: now });
    const VersionStages = [...(versions.get(given.id)?.stages ?? [])];
    return { ...named(secret), VersionId: given.id, VersionStages };
  },

  UpdateSecretVersionStage,
} satisfies OperationTable<'secretsmanager', SecretsState>;

/** Source: Secrets Manager API reference, DescribeSecret, LastAccessedDate: a day, in UTC. */
function noteAccess(secret: Secret, version: SecretVersion, state: SecretsState): void {
  const accessed = state.now();
  accessed.setUTCHours(0, 0, 0, 0);
  const versions = new Map([...secret.versions, [version.id, { ...version, accessed }]]);
  updateSecret(state, secret, { accessed, versions });
}

function UpdateSecretVersionStage(
  { SecretId, VersionStage, MoveToVersionId }: UpdateSecretVersionStageCommandInput,
  context: OperationContext<SecretsState>,
) {
  const secret = usableSecret(SecretId, context);
  const stage = present('versionStage', VersionStage);
  const versions = withLabelMoved(secret.versions, stage, MoveToVersionId);
  updateSecret(context.state, secret, { versions, changed: context.state.now() });
  return named(secret);
}

function named({ arn, name }: Secret) {
  return { ARN: arn, Name: name };
}

function versionAsked(secret: Secret, id: string | undefined, stage: string | undefined): SecretVersion {
  const { versions } = secret;
  if (id === undefined) {
    const label = stage ?? 'AWSCURRENT';
    const version = versionWith(versions, label);
    if (version === undefined) throw noSuchValue(undefined, label);
    return version;
  }
  const version = versions.get(id);
  if (version === undefined) throw noSuchValue(id);
  if (stage === undefined || version.stages.includes(stage)) return version;
  throw secretsError(
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  );
}
