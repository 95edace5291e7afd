import type { EncryptionContext, GrantTerms } from './grant.ts';

/**
 * One permission that a call needs: an action on a resource, with what is known about the request.
 * A call can need several: s3:PutObject on the object, and kms:GenerateDataKey on the key that encrypts it.
 */
export interface Permission {
  /** `kms:Decrypt` */
  readonly action: string;
  /** ARN of the resource, or `*` for actions that address none. */
  readonly resource: string;
  /** The account that owns the resource; the caller's own where the action addresses none. */
  readonly resourceAccount: string;
  readonly context: RequestContext;
  /** The encryption context of a KMS request, for grants: condition keys do not keep the letter case of its names. */
  readonly encryptionContext?: EncryptionContext | undefined;
  /** For kms:CreateGrant: what the new grant is to allow. */
  readonly newGrant?: GrantTerms | undefined;
  /** For kms:RetireGrant: the id of the grant that is to go. */
  readonly retiredGrant?: string | undefined;
}

/**
 * The values of condition keys for one permission.
 *
 * A key is present (with one or more values, in the text form policies compare), *absent* from this request, or
 * *unknowable*: keyhole cannot tell its value, and a statement that depends on it must not be decided.
 */
export interface RequestContext {
  /**
   * The values of a condition key (any letter case), `undefined` where absent, {@link UNKNOWABLE} where keyhole cannot
   * know.
   */
  get(key: string): readonly string[] | undefined | typeof UNKNOWABLE;
  /** True for keys that AWS documents with several values (aws:TagKeys, …): they need ForAnyValue/ForAllValues. */
  isMultivalued?(key: string): boolean;
}

/** The value of a condition key that keyhole cannot know. */
export const UNKNOWABLE: unique symbol = Symbol('unknowable');
