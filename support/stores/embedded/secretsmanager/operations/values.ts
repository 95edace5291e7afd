import type { UpdateSecretVersionStageCommandInput } from '@aws-sdk/client-secrets-manager';
import { noSuchValue, secretsError } from '../../../../aws/secrets-error.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationContext, OperationTable } from '../../shared/operation-table.ts';
import { usableSecret } from '../find-secret.ts';
import { holds, newValue, newVersion, tokenInUse } from '../new-value.ts';
import { openValue } from '../sealed-value.ts';
import { type Secret, type SecretsState, type SecretVersion, updateSecret } from '../secrets-state.ts';
import { versionWith, withLabelMoved, withVersion } from '../staging.ts';

/**
 * Values of secrets, and the labels that tell their versions apart.
 *
 * Source: Secrets Manager API reference, GetSecretValue, PutSecretValue and UpdateSecretVersionStage.
 * Differs: versions without labels are kept for ever, and when a value was last read is not.
 */
export const valueOperations = {
  GetSecretValue({ SecretId, VersionId, VersionStage }, context) {
    const secret = usableSecret(SecretId, context);
    const version = versionAsked(secret, VersionId, VersionStage);
    const value = openValue(version.copies, { arn: secret.arn, versionId: version.id }, context.kms);
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
    if (given === undefined) {
      const message = 'You must provide either SecretString or SecretBinary.';
      throw secretsError('InvalidRequestException', message);
    }
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

function UpdateSecretVersionStage(
  { SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }: UpdateSecretVersionStageCommandInput,
  context: OperationContext<SecretsState>,
) {
  const secret = usableSecret(SecretId, context);
  const stage = present('versionStage', VersionStage);
  const holder = versionWith(secret.versions, stage)?.id;
  for (const id of [RemoveFromVersionId, MoveToVersionId]) {
    if (id !== undefined && !secret.versions.has(id)) throw noSuchValue(id);
  }
  if (holder !== MoveToVersionId && holder !== RemoveFromVersionId) {
    throw secretsError(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId must be the version that the staging label ${stage} is attached to.`,
    );
  }
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
