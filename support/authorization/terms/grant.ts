/** Name-value pairs of an encryption context; names and values are case-sensitive. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** The encryption context of a request without one. */
export const NO_CONTEXT: EncryptionContext = {};

/** What a grant asks of a request; every member that is there must hold. AWS takes an empty context for none at all. */
export interface GrantConstraints {
  /** The request's encryption context is exactly this. */
  readonly encryptionContextEquals?: EncryptionContext | undefined;
  /** The request's encryption context has at least these pairs. */
  readonly encryptionContextSubset?: EncryptionContext | undefined;
  /** The request is made on behalf of this resource: `aws:SourceArn`. */
  readonly sourceArn?: string | undefined;
}

/** What a grant gives: operations, under constraints. */
export interface GrantTerms {
  /** Grant operations of KMS: `Decrypt`, `ReEncryptFrom`, … */
  readonly operations: readonly string[];
  readonly constraints: GrantConstraints;
}

/**
 * A grant on a KMS key, the policy instrument beside key policy and IAM policies: it only ever allows, and by itself.
 * Source: AWS KMS developer guide, "Grants in AWS KMS".
 */
export interface Grant extends GrantTerms {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly keyArn: string;
  /** The friendly name, which need not be unique. */
  readonly name?: string | undefined;
  /** The ARN of an account's root, a user, a role or a session of one, or the name of a service; else nobody. */
  readonly granteePrincipal: string;
  /** Who may retire it besides, in the same forms. */
  readonly retiringPrincipal?: string | undefined;
}
