import type { Payload } from '../aws/operations.ts';

/** A request as it came off the socket, before anything was believed about it. */
export interface HttpRequest {
  readonly method: string;
  /** The raw request target, exactly as sent: never parsed with `URL()`, which would normalise it. */
  readonly target: string;
  /**
   * Header names in lower case; values as UTF-8 (node gives latin1). A repeated header is joined with `,`
   * as SigV4 canonicalizes it; see {@link duplicated} for those that must not repeat.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers that were sent more than once. */
  readonly duplicated: readonly string[];
  readonly body: Payload;
  /** The peer's address, for aws:SourceIp. */
  readonly sourceIp: string;
  /** True for TLS, for aws:SecureTransport. */
  readonly secure: boolean;
  /** Answers `Expect: 100-continue`; called once the request's body is wanted. */
  readonly continue?: () => void;
}

/** An answer: headers in the casing they go out with; a body of bytes, text or a stream. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | Payload | undefined;
}
