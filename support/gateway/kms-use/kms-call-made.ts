import type { Service } from '../../aws/operations.ts';

/**
 * A call to KMS in the course of a request: the request itself, or a call that a service makes in the caller's name. A
 * request served from a Bucket Key makes no such call.
 */
export interface KmsCallMade {
  /** AWS's name: `Decrypt`. */
  readonly operation: string;
  /** ARNs of the keys, or of an alias, that it was about; empty if the request named none that exists. */
  readonly resources: readonly string[];
  /** The input, in the SDK's names, without plaintexts, ciphertexts and tokens. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The service that called on the requester's behalf. */
  readonly through?: Service | undefined;
  /** KMS's own error; absent if the call succeeded. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}
