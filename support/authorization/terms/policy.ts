/**
 * A policy document, parsed and checked: every element is in its array form, and no element is unknown.
 * See parse-policy.ts for how a text becomes this, and for what is refused.
 */
export interface Policy {
  readonly version: '2008-10-17' | '2012-10-17';
  readonly id?: string | undefined;
  readonly statements: readonly Statement[];
  /** The document as it was written, if it was parsed from a text. */
  readonly text?: string | undefined;
}

/** A statement of a parsed policy. */
export interface Statement {
  readonly sid?: string | undefined;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly effect: 'Allow' | 'Deny';
  readonly principal?: PrincipalElement | undefined;
  readonly notPrincipal?: PrincipalElement | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly notActions?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly notResources?: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

/** `"*"`, or principals by type. A `"*"` within a type stays the string `*`. */
export type PrincipalElement =
  | '*'
  | Readonly<Partial<Record<'AWS' | 'Service' | 'Federated' | 'CanonicalUser', readonly string[]>>>;

/** One operator with one key: `"StringEquals": { "kms:ViaService": [ … ] }`. All conditions of a statement must hold. */
export interface Condition {
  /** The operator as written, e.g. `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
