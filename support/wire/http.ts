import type { Payload } from '../aws/operations.ts';

/** A request as it arrived at the socket; nothing in it is verified. */
export interface HttpRequest {
  readonly method: string;
  /** The raw request target, exactly as sent. It is never parsed with `URL()`, which would normalize it. */
  readonly target: string;
  /**
   * Header names in lower case; values as UTF-8 (node gives latin1). A repeated header is joined with `,`, as SigV4
   * canonicalizes it; {@link duplicated} names the headers that were repeated.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers that were sent more than once. */
  readonly duplicated: readonly string[];
  readonly body: Payload;
  /** The address of the peer, for aws:SourceIp. */
  readonly sourceIp: string;
  /** True for TLS, for aws:SecureTransport. */
  readonly secure: boolean;
  /**
   * The TLS of the connection, if the listener has a certificate: its version such as `1.3`, undefined for plain HTTP. A
   * listener without a certificate stands for one of AWS's, whose version is not known.
   */
  readonly tls?: { readonly version: string | undefined } | undefined;
  /** Answers `Expect: 100-continue`; called once the request's body is wanted. */
  readonly continue?: () => void;
}

/** An answer. Header names have the letter case in which they are sent; the body is bytes, text or a stream. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | Payload | undefined;
}
