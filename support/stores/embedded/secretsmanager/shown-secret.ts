import { DEFAULT_ENCRYPTION_KEY } from '../../../aws/secrets-encryption-context.ts';
import type { Secret, SecretVersion } from './secrets-state.ts';

/** A secret as DescribeSecret shows it, without members that have no value. */
export function describedSecret(secret: Secret) {
  const labels = labelled(secret);
  return { ...metadata(secret), ...(labels && { VersionIdsToStages: labels }) };
}

/** A secret as ListSecrets shows it. */
export function listedSecret(secret: Secret) {
  const labels = labelled(secret);
  return { ...metadata(secret), ...(labels && { SecretVersionsToStages: labels }) };
}

/** A version as ListSecretVersionIds shows it. Source: Secrets Manager API reference, SecretVersionsListEntry. */
export function listedVersion({ id, stages, created, accessed, copies }: SecretVersion) {
  return {
    VersionId: id,
    ...(stages.length > 0 && { VersionStages: [...stages] }),
    CreatedDate: created,
    ...(accessed !== undefined && { LastAccessedDate: accessed }),
    KmsKeyIds: copies.map(({ keyArn, managed }) => (managed ? DEFAULT_ENCRYPTION_KEY : keyArn)),
  };
}

function metadata(secret: Secret) {
  const { arn, name, description, kmsKeyId, created, changed, accessed, deletion, tags } = secret;
  return {
    ARN: arn,
    Name: name,
    ...(description !== undefined && description !== '' && { Description: description }),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    CreatedDate: created,
    LastChangedDate: changed,
    ...(accessed !== undefined && { LastAccessedDate: accessed }),
    ...(deletion !== undefined && { DeletedDate: deletion.end }),
    ...(tags !== undefined && { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) }),
  };
}

/** The versions that have labels, by id; undefined if no version has a label. */
function labelled({ versions }: Secret): Record<string, string[]> | undefined {
  const kept = [...versions.values()].filter(({ stages }) => stages.length > 0);
  return kept.length === 0 ? undefined : Object.fromEntries(kept.map(({ id, stages }) => [id, [...stages]]));
}
