/** Name-value pairs of an encryption context; names and values are case-sensitive. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** The encryption context of a request without one. */
export const NO_CONTEXT: EncryptionContext = {};

/**
 * The conditions of a grant on a request; every member that is present must hold. AWS treats an empty context as absent.
 */
export interface GrantConstraints {
  /** The request's encryption context must be exactly this. */
  readonly encryptionContextEquals?: EncryptionContext | undefined;
  /** The request's encryption context must have at least these pairs. */
  readonly encryptionContextSubset?: EncryptionContext | undefined;
  /** The request must be made on behalf of this resource: `aws:SourceArn`. */
  readonly sourceArn?: string | undefined;
}

/** The operations that a grant gives, and the constraints on them. */
export interface GrantTerms {
  /** Grant operations of KMS: `Decrypt`, `ReEncryptFrom`, … */
  readonly operations: readonly string[];
  readonly constraints: GrantConstraints;
}

/**
 * A grant on a KMS key, a policy instrument beside key policy and IAM policies. It only allows, and it allows by itself.
 * Source: AWS KMS developer guide, "Grants in AWS KMS".
 */
export interface Grant extends GrantTerms {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly keyArn: string;
  /** The friendly name, which need not be unique. */
  readonly name?: string | undefined;
  /**
   * The ARN of an account's root, a user, a role or a session of one, or the name of a service. No other text names a
   * principal.
   */
  readonly granteePrincipal: string;
  /** A second principal that may retire the grant, in the same forms as `granteePrincipal`. */
  readonly retiringPrincipal?: string | undefined;
}
