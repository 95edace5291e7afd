import type { KnownInitiator } from '../../aws/upload-initiator.ts';
import type { EncryptionContext, GrantTerms } from './grant.ts';

/**
 * One permission that a call needs: an action on a resource, with the facts about the request.
 * A call can need several: s3:PutObject on the object, and kms:GenerateDataKey on the key that encrypts it.
 */
export interface Permission {
  /** `kms:Decrypt` */
  readonly action: string;
  /** ARN of the resource, or `*` for actions without a resource. */
  readonly resource: string;
  /** The account that owns the resource; the caller's own account for actions without a resource. */
  readonly resourceAccount: string;
  readonly context: RequestContext;
  /** The encryption context of a KMS request, for grants. Condition keys lose the letter case of its names. */
  readonly encryptionContext?: EncryptionContext | undefined;
  /** True for a question that leaves the other pairs of the encryption context open. A request has only those that it states. */
  readonly hasOpenContext?: boolean | undefined;
  /** True if the permission is about an object that the same request creates, in place of one that may exist. */
  readonly ofNewObject?: boolean | undefined;
  /** The initiator of the upload whose parts are listed, or that is aborted; absent if it does not exist. */
  readonly uploadInitiator?: KnownInitiator | undefined;
  /** For kms:CreateGrant: the terms of the new grant. */
  readonly newGrant?: GrantTerms | undefined;
  /** For kms:RetireGrant: the id of the grant to retire. */
  readonly retiredGrant?: string | undefined;
}

/**
 * The values of condition keys for one permission.
 *
 * A key is present, absent or unknowable. If it is present, it has one or more values, in the text form that policies
 * compare. If it is *unknowable*, keyhole cannot tell its value, and a statement that depends on it is not decided.
 */
export interface RequestContext {
  /**
   * The values of a condition key, whose name may be in any letter case. The result is `undefined` if the key is absent
   * and {@link UNKNOWABLE} if keyhole cannot know it.
   */
  get(key: string): readonly string[] | undefined | typeof UNKNOWABLE;
  /**
   * True for keys that AWS documents with several values, such as aws:TagKeys. They need ForAnyValue or ForAllValues.
   */
  isMultivalued?(key: string): boolean;
  /** The value of an absent key that would count if attribute-based access control (ABAC) were enabled for the bucket. */
  withoutAbac?(key: string): string | undefined;
  /** The values among which that of an unknowable key is. A condition is decided if it has one result for all of them. */
  readings?(key: string): Readings | undefined;
}

/**
 * The value of `aws:SourceIp` in a request that a service of AWS makes in a caller's name. keyhole does not know this
 * address of AWS. It is in none of the ranges that people write for their own addresses.
 */
export const ADDRESS_OF_AWS = 'an address of AWS';

/** The result for a condition key whose value keyhole cannot know. */
export const UNKNOWABLE: unique symbol = Symbol('unknowable');

/**
 * The ways to read AWS's pages about the value of a condition key: each is a value, or `undefined` for an absent key. They
 * are known although the value is {@link UNKNOWABLE}.
 */
export class Readings {
  readonly values: readonly (string | undefined)[];
  /** True if AWS's pages say that `Null` finds the key absent. */
  readonly isAbsentForNull: boolean;

  constructor(values: readonly (string | undefined)[], { isAbsentForNull = false } = {}) {
    this.values = values;
    this.isAbsentForNull = isAbsentForNull;
  }
}
