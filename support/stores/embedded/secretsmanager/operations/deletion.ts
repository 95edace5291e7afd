import { AwsError } from '../../../../aws/aws-error.ts';
import { secretsError } from '../../../../aws/secrets-error.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { findSecret, type SecretsContext } from '../find-secret.ts';
import { newArn } from '../new-arn.ts';
import { type Secret, type SecretsState, updateSecret } from '../secrets-state.ts';

const DAY = 86_400_000;
const DEFAULT_WINDOW = 30;

/**
 * Deleting secrets, at once or with a window in which they can be restored.
 *
 * Source: Secrets Manager API reference, DeleteSecret and RestoreSecret.
 */
export const deletionOperations = {
  DeleteSecret(input, context) {
    const { SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force } = input;
    const { state } = context;
    const since = state.now();
    const secret = force === true ? existing(SecretId, context) : findSecret(SecretId, context);
    // A forced deletion succeeds also if there was nothing to delete.
    if (secret === undefined) return { ...namedOnly(SecretId, context), DeletionDate: since };
    const answer = { ARN: secret.arn, Name: secret.name };
    if (force === true) {
      state.secrets.delete(secret.arn);
      return { ...answer, DeletionDate: since };
    }
    if (secret.deletion !== undefined) {
      throw secretsError(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was already scheduled for deletion.",
      );
    }
    const end = new Date(since.getTime() + (days ?? DEFAULT_WINDOW) * DAY);
    updateSecret(state, secret, { deletion: { since, end } });
    return { ...answer, DeletionDate: end };
  },

  RestoreSecret({ SecretId }, context) {
    const secret = findSecret(SecretId, context);
    updateSecret(context.state, secret, { deletion: undefined });
    return { ARN: secret.arn, Name: secret.name };
  },
} satisfies OperationTable<'secretsmanager', SecretsState>;

/** The ARN and name in the answer for a secret that does not exist. The ARN has six random characters, as any other. */
function namedOnly(secretId: string | undefined, context: SecretsContext) {
  if (secretId?.startsWith('arn:')) return { ARN: secretId, Name: secretId.split(':').slice(6).join(':') };
  return { ARN: newArn(secretId ?? '', context), Name: secretId };
}

function existing(secretId: string | undefined, context: SecretsContext): Secret | undefined {
  try {
    return findSecret(secretId, context);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
