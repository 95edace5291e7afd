import type { Service } from '../../aws/operations.ts';

/**
 * A call that was made to KMS in the course of a request: the request itself, or a call of a service's on behalf of
 * whoever asked the service. What was decided and served without asking KMS is none.
 */
export interface KmsCallMade {
  /** AWS's name: `Decrypt`. */
  readonly operation: string;
  /** ARNs of the keys, or of an alias, that it was about; none where the request named none that there is. */
  readonly resources: readonly string[];
  /** What was asked, in the SDK's names; without plaintexts, ciphertexts and tokens. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The service that called on the requester's behalf. */
  readonly through?: Service | undefined;
  /** KMS's own error; none where the call succeeded. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}
