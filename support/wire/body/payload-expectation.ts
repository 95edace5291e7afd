import type { KeyObject } from 'node:crypto';
/** The facts about a request's body that its signature covers; {@link streamBody} and {@link readBody} verify them. */
export type PayloadExpectation =
  | UnsignedPayload
  | HashedPayload
  | SignedChunks
  | { readonly kind: 'chunked-unsigned-trailer' };

/** Nothing is left to verify: the body is unsigned, or was hashed with the signature. */
export interface UnsignedPayload {
  readonly kind: 'unsigned';
}

/** The signature covers the SHA-256 of the whole body, in lower-case hexadecimal. */
export interface HashedPayload {
  readonly kind: 'hash';
  readonly sha256: string;
}

/**
 * The body is `aws-chunked` and each chunk is signed. Each signature covers the one before it, the first the request's
 * own.
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: transferring payload in multiple
 * chunks".
 */
export interface SignedChunks {
  readonly kind: 'chunked-signed';
  readonly seedSignature: string;
  readonly signingKey: KeyObject;
  /** The credential scope: `20130524/us-east-1/s3/aws4_request`. */
  readonly scope: string;
  /** The time of signing: `20130524T000000Z`. */
  readonly date: string;
  /** True if signed trailing headers follow the last chunk. */
  readonly trailer: boolean;
}
