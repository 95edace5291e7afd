import type { KeyObject } from 'node:crypto';
/** What the signature of a request says about its body; {@link streamBody} and {@link readBody} hold the body to it. */
export type PayloadExpectation =
  | UnsignedPayload
  | HashedPayload
  | SignedChunks
  | { readonly kind: 'chunked-unsigned-trailer' };

/** Nothing is left to verify: the body is unsigned, or was hashed while the signature was verified. */
export interface UnsignedPayload {
  readonly kind: 'unsigned';
}

/** The SHA-256 of the whole body, in lower-case hex, is part of the signature. */
export interface HashedPayload {
  readonly kind: 'hash';
  readonly sha256: string;
}

/**
 * The body is `aws-chunked` and each chunk signed, with the signature before it, starting at the request's own
 * (Amazon S3 API Reference, "Signature calculations for the authorization header: Transferring payload in multiple
 * chunks").
 */
export interface SignedChunks {
  readonly kind: 'chunked-signed';
  readonly seedSignature: string;
  readonly signingKey: KeyObject;
  /** `20130524/us-east-1/s3/aws4_request` */
  readonly scope: string;
  /** `20130524T000000Z` */
  readonly date: string;
  /** Signed trailing headers follow the last chunk. */
  readonly trailer: boolean;
}
