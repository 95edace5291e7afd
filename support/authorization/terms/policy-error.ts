/** A policy document that AWS would not take, or that keyhole cannot evaluate. Nothing of such a policy is in force. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** Where in the document: `Statement[2].Condition.StringEquals`; empty for the document itself. */
  readonly path: string;
  /** What is wrong there, in one sentence without a full stop. */
  readonly reason: string;
  /** Position in the JSON text, both from 1, where it is known. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(path: string, reason: string, position?: { readonly line: number; readonly column: number }) {
    const place = position === undefined ? '' : ` (line ${position.line}, column ${position.column})`;
    super(`${path === '' ? 'the policy' : path}${place}: ${reason}`);
    this.path = path;
    this.reason = reason;
    this.line = position?.line;
    this.column = position?.column;
  }
}
