import type { GrantConstraints, GrantOperation } from '@aws-sdk/client-kms';

/** The operations that the services of one embedded store offer each other. */
export interface OfferedServices {
  readonly kms: KmsForServices;
  /** True if S3 calls a bucket policy public; without it, GetBucketPolicyStatus is not implemented. */
  readonly isPublic: ((policyText: string) => boolean) | undefined;
}

/**
 * KMS, for services that encrypt with it and whose callers are already authorized. Each function throws
 * AwsError with KMS's own codes: `NotFoundException`, `DisabledException`, `KMSInvalidStateException` and
 * others.
 */
export interface KmsForServices {
  /** A new AES-256 data key under a key, bound to an encryption context. */
  generateDataKey(keyArn: string, encryptionContext: Readonly<Record<string, string>>): DataKey;
  /** The plaintext of a data key; the encryption context must be the one that it was made with. */
  decryptDataKey(
    keyArn: string,
    ciphertext: Uint8Array,
    encryptionContext: Readonly<Record<string, string>>,
  ): Uint8Array;
  /** The ARN of the key that a reference means to a caller: bare ids and aliases belong to the caller's account and region. */
  resolveKey(reference: string, caller: { readonly account: string; readonly region: string }): string;
  /** Makes a service's grant on a key, and returns its id. */
  createGrant(keyArn: string, request: ServiceGrantRequest): string;
  /** Retires a service's grant. Does nothing if the grant no longer exists. */
  retireGrant(keyArn: string, grantId: string): void;
}

/** A data key in the clear, and encrypted under a KMS key. */
export interface DataKey {
  readonly plaintext: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** A service's grant, and the account of the caller in whose name the service makes it. */
export interface ServiceGrantRequest {
  readonly grant: ServiceGrant;
  readonly issuingAccount: string;
}

/** A grant that a service creates for itself in a caller's name. */
interface ServiceGrant {
  readonly GranteePrincipal: string;
  readonly RetiringPrincipal: string;
  readonly Operations: readonly GrantOperation[];
  readonly Constraints: GrantConstraints;
}
