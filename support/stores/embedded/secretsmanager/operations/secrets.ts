import type { Input } from '../../../../aws/operations.ts';
import { secretsError, tokenInUse } from '../../../../aws/secrets-error.ts';
import { present } from '../../shared/constraints.ts';
import type { KmsForServices } from '../../shared/offered-services.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { findSecret, type SecretsContext, secretNamed, usableSecret } from '../find-secret.ts';
import { newArn } from '../new-arn.ts';
import { holds, newValue, newVersion, sealingKey } from '../new-value.ts';
import { followingVersions } from '../re-encryption.ts';
import { type Secret, type SecretsState, updateSecret } from '../secrets-state.ts';
import { describedSecret } from '../shown-secret.ts';
import { withVersion } from '../staging.ts';
import { withTags } from '../tags.ts';

/**
 * The operations that create, change and describe secrets.
 *
 * Source: Secrets Manager API reference, CreateSecret, UpdateSecret and DescribeSecret.
 */
export const secretOperations = {
  CreateSecret(input, context) {
    const name = present('name', input.Name);
    const given = newValue(input);
    const existing = secretNamed(context.state, name, context);
    if (existing !== undefined) return repeated(existing, given, context.kms);
    const secret = newSecret(name, input, context);
    const now = secret.created;
    // A secret under a key that does not work is refused, also if it has no value yet.
    if (given === undefined) sealingKey(secret, context.kms);
    const version = given && newVersion(secret, { ...given, stages: ['AWSCURRENT'], now }, context.kms);
    const versions = version === undefined ? secret.versions : withVersion(secret.versions, version);
    context.state.secrets.set(secret.arn, { ...secret, versions });
    return { ARN: secret.arn, Name: name, ...(version && { VersionId: version.id }) };
  },

  UpdateSecret(input, context) {
    const secret = usableSecret(input.SecretId, context);
    const given = newValue(input);
    if (given !== undefined && secret.versions.has(given.id)) throw tokenInUse(given.id, secret.arn);
    const now = context.state.now();
    const { KmsKeyId, Description } = input;
    const changed: Secret = {
      ...secret,
      ...(Description !== undefined && { description: Description }),
      // An empty reference means the AWS managed key.
      ...(KmsKeyId !== undefined && { kmsKeyId: KmsKeyId === '' ? undefined : KmsKeyId }),
      changed: now,
    };
    const kept = KmsKeyId === undefined ? secret.versions : followingVersions(changed, context.kms);
    const version = given && newVersion(changed, { ...given, stages: ['AWSCURRENT'], now }, context.kms);
    const versions = version === undefined ? kept : withVersion(kept, version);
    updateSecret(context.state, changed, { versions });
    return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
  },

  DescribeSecret({ SecretId }, context) {
    return describedSecret(findSecret(SecretId, context));
  },
} satisfies OperationTable<'secretsmanager', SecretsState>;

function newSecret(
  name: string,
  input: Pick<Input<'secretsmanager', 'CreateSecret'>, 'Description' | 'KmsKeyId' | 'Tags'>,
  context: SecretsContext,
): Secret {
  const { account, region, state } = context;
  const now = state.now();
  return {
    arn: newArn(name, context),
    name,
    account,
    region,
    description: input.Description,
    kmsKeyId: input.KmsKeyId === '' ? undefined : input.KmsKeyId,
    created: now,
    changed: now,
    tags: withTags(undefined, input.Tags ?? []),
    versions: new Map(),
  };
}

/** The same request again does nothing. Any other request for a name that is taken is refused. */
function repeated(secret: Secret, given: ReturnType<typeof newValue>, kms: KmsForServices) {
  if (secret.deletion !== undefined) {
    throw secretsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const version = given && secret.versions.get(given.id);
  if (given !== undefined && version !== undefined && holds(secret, version, given.value, kms)) {
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id };
  }
  throw secretsError(
    'ResourceExistsException',
    `The operation failed because the secret ${secret.name} already exists.`,
  );
}
