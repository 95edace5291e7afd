import type { DataKeys } from '../data-keys.ts';

/** An account in a region. */
export interface SecretScope {
  readonly account: string;
  readonly region: string;
}

/** What Secrets Manager asks of KMS, in the name of whoever called it. All throw AwsError with KMS's own codes. */
export interface SecretsDependencies extends DataKeys {
  /** The ARN of the key that a reference means to a caller of an account: its bare ids and aliases are that account's. */
  resolveKey(reference: string, scope: SecretScope): string;
}
