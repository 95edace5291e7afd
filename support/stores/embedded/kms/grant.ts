import type { GrantConstraints, GrantOperation } from '@aws-sdk/client-kms';

/** The chosen properties of a new grant, in a form in which two equal requests are equal; a retry is found by it. */
export interface NewGrant {
  /** The ARN of the key. */
  readonly keyArn: string;
  readonly name?: string | undefined;
  readonly granteePrincipal?: string | undefined;
  readonly granteeServicePrincipal?: string | undefined;
  readonly retiringPrincipal?: string | undefined;
  readonly retiringServicePrincipal?: string | undefined;
  /** Without repetition, in alphabetical order. */
  readonly operations: readonly GrantOperation[];
  readonly constraints?: GrantConstraints | undefined;
  /** The account of the principal that created it. */
  readonly issuingAccount: string;
}

/** A grant on a key. */
export interface KmsGrant extends NewGrant {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly created: Date;
  /** Counts the grants of a key, for an order that lists can be paged by. */
  readonly sequence: number;
}

/** The grants of one key, in the order in which they were made. */
export interface KeyGrants {
  readonly byId: Map<string, KmsGrant>;
  /** The ids of grants that have a name, by the request that made them. */
  readonly idsByRequest: Map<string, string>;
  /** The sequence number of the next grant. */
  next: number;
}
