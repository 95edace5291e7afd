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

  /** The advice to its reader, as a sentence. */
  readonly remedy: string | undefined;

  constructor(key: string, policy: string, statement: string, remedy?: string) {
    const fault = `${policy}, at "${statement}", depends on ${key}, which keyhole does not know`;
    // Exploring classes of requests makes many of them, and no caller reads the stack of this one.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(remedy === undefined ? fault : `${fault}. ${remedy}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.key = key;
    this.remedy = remedy;
    this.policy = policy;
    this.statement = statement;
  }
}
