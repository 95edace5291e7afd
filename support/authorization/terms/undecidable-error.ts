/**
 * A decision that depends on something keyhole cannot know: the value of a condition key, or the account of a canonical
 * user id. The request is refused as broken, never as denied.
 */
export class UndecidableError extends Error {
  override readonly name = 'UndecidableError';
  /** The condition key, or another fact that keyhole does not know. */
  readonly key: string;
  /** The name of the policy in plain words. */
  readonly policy: string;
  /** The Sid of the statement, or `Statement[2]`. */
  readonly statement: string;

  constructor(key: string, policy: string, statement: string) {
    super(`${policy}, at "${statement}", depends on ${key}, which keyhole does not know`);
    this.key = key;
    this.policy = policy;
    this.statement = statement;
  }
}
