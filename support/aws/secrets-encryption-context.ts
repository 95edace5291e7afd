/** The SecretVersionId of the calls that find out whether a caller may use a key at all. */
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

/** How ListSecretVersionIds calls {@link SECRETS_MANAGED_KEY}. */
export const DEFAULT_ENCRYPTION_KEY = 'DefaultEncryptionKey';

/** The labels of the versions that follow their secret to another key. */
export const FOLLOWING_LABELS: readonly string[] = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'];
