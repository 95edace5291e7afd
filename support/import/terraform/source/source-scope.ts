/** A step of a traversal with its value. */
export type ValueStep = string | number | { readonly kind: 'splat' };

/** The names around an expression. */
export interface SourceScope {
  /** The value of a traversal from one of Terraform's own names, such as `aws_s3_bucket`, `var` or `local`. */
  readonly traverse: (root: string, steps: readonly ValueStep[]) => unknown;
  /** The text of a file of the module; undefined if it cannot be read. */
  readonly textOf: (path: string) => string | undefined;
  /** The values of names that a `for` or `templatefile` binds. */
  readonly bound: Readonly<Record<string, unknown>>;
}
