import type { SealedValue } from './sealed-value.ts';

/** Every secret of the store, in all accounts and regions. Records are replaced, never changed in place. */
export interface SecretsState {
  /** Secrets by ARN, in the order of their creation. */
  readonly secrets: Map<string, Secret>;
  readonly now: () => Date;
}

/** A secret: what DescribeSecret shows, its resource policy and its versions. */
export interface Secret {
  /** `arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six characters>` */
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly description?: string | undefined;
  /** The reference to a KMS key as it was given: ARN, id or alias; undefined for the AWS managed key. */
  readonly kmsKeyId?: string | undefined;
  readonly created: Date;
  readonly changed: Date;
  /** The day on which a value was last read. */
  readonly accessed?: Date | undefined;
  /**
   * Set while the deletion of the secret is pending: its date, and the date until which the secret can be
   * restored.
   */
  readonly deletion?: { readonly since: Date; readonly end: Date } | undefined;
  /** Undefined until the secret gets its first tag: a secret that lost all of its tags shows an empty list. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  /** The resource policy, exactly as it was given. */
  readonly policy?: string | undefined;
  /** Versions by id, in the order of their creation. */
  readonly versions: ReadonlyMap<string, SecretVersion>;
}

/** One value that a secret has or had. */
export interface SecretVersion {
  /** The ClientRequestToken that it was made with. */
  readonly id: string;
  /** Staging labels; a version without any is deprecated. */
  readonly stages: readonly string[];
  readonly created: Date;
  /** The day on which it was last read. */
  readonly accessed?: Date | undefined;
  /**
   * The value under each key that opens it. If the key of a secret changes, the copy under the previous key
   * stays.
   */
  readonly copies: readonly SealedValue[];
}

/** A Secrets Manager without secrets. `now` gives the time of creation and deletion. */
export function createSecretsState(now: () => Date = () => new Date()): SecretsState {
  return { secrets: new Map(), now };
}

/** Replaces a secret by a copy with other properties, and returns the copy. */
export function updateSecret(state: SecretsState, secret: Secret, changes: Partial<Secret>): Secret {
  const updated = { ...secret, ...changes };
  state.secrets.set(secret.arn, updated);
  return updated;
}

/**
 * An independent copy of the secrets. Their records are replaced, never changed in place, so only the map is
 * copied.
 */
export function copySecretsState({ secrets, now }: SecretsState): SecretsState {
  return { secrets: new Map(secrets), now };
}
