/** The SecretVersionId of calls to KMS that only check whether a caller may use a key. */
export const VALIDATING_ACCESS = 'RequestToValidateKeyAccess';

/**
 * The encryption context that Secrets Manager gives KMS for a version of a secret.
 *
 * Source: Secrets Manager user guide, "Secret encryption and decryption in AWS Secrets Manager", section "Encryption
 * context".
 */
export function secretsEncryptionContext({
  arn,
  versionId,
}: {
  readonly arn: string;
  readonly versionId: string;
}): Record<string, string> {
  return { SecretARN: arn, SecretVersionId: versionId };
}

/** The AWS managed key of Secrets Manager, which is the default. */
export const SECRETS_MANAGED_KEY = 'alias/aws/secretsmanager';

/** The name that ListSecretVersionIds gives {@link SECRETS_MANAGED_KEY}. */
export const DEFAULT_ENCRYPTION_KEY = 'DefaultEncryptionKey';

/** The labels of the versions that are encrypted again if their secret gets another key. */
export const FOLLOWING_LABELS: readonly string[] = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'];
