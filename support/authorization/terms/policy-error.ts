/**
 * A policy document that AWS would not accept, or that keyhole cannot evaluate. No part of such a policy is in force.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** The path in the document: `Statement[2].Condition.StringEquals`; empty for the document itself. */
  readonly path: string;
  /** The fault at that path, in one sentence without a full stop. */
  readonly reason: string;
  /** Line and column in the JSON text, both from 1, if they are known. */
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
