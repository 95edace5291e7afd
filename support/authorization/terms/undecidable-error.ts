/**
 * A decision that turns on something keyhole cannot know: the value of a condition key, or which account a canonical
 * user id names. The request is refused as broken, never as denied.
 */
export class UndecidableError extends Error {
  override readonly name = 'UndecidableError';
  /** The condition key, or what else is not known. */
  readonly key: string;
  /** The policy in plain words. */
  readonly policy: string;
  /** The Sid of the statement, or `Statement[2]`. */
  readonly statement: string;

  constructor(key: string, policy: string, statement: string) {
    super(`cannot decide: ${policy}, statement ${statement}, depends on ${key}, which keyhole cannot know`);
    this.key = key;
    this.policy = policy;
    this.statement = statement;
  }
}
