/** The services that call KMS in the name of their callers. */
export const CALLERS_OF_KMS = ['s3', 'secretsmanager', 'dynamodb'] as const;

/** A service that calls KMS in the name of its callers. */
export type CallerOfKms = (typeof CALLERS_OF_KMS)[number];
