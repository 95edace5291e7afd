import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { algorithmOfHeader } from './checksum-algorithms.ts';
import type { StreamedBody } from './verified-body.ts';

/** Checksums by the names of the members that requests and answers carry them in: base64. */
export type ChecksumMembers = { readonly [A in ChecksumAlgorithm as `Checksum${A}`]?: string | undefined };

/** The body of an upload: verified while it is read, and its own source of the checksums that were verified. */
export class VerifiedPayload implements AsyncIterable<Uint8Array> {
  readonly #streamed: StreamedBody;
  #begun = false;

  constructor(streamed: StreamedBody) {
    this.#streamed = streamed;
  }

  /** True once reading has begun: a body is read once. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The algorithm of the checksum that the client sends in a trailer, after the body. */
  get trailing(): ChecksumAlgorithm | undefined {
    return this.#streamed.trailing;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#begun = true;
    return this.#streamed.payload[Symbol.asyncIterator]();
  }

  /**
   * The checksum that the client sent and that was verified, or the computed one if the client sent none. Throws Error
   * before the body was read to its end.
   */
  checksums(): ChecksumMembers {
    const checksums: Record<string, string> = {};
    for (const [header, value] of Object.entries(this.#streamed.result().checksums)) {
      const algorithm = algorithmOfHeader(header);
      if (algorithm !== undefined) checksums[`Checksum${algorithm}`] = value;
    }
    return checksums;
  }
}

/**
 * The checksums of an upload whose body was read: those of the body, or those in the request's members if its body was
 * not verified by the gateway.
 */
export function checksumsOfUpload(
  input: ChecksumMembers & { readonly Body?: AsyncIterable<Uint8Array> | undefined },
): ChecksumMembers {
  return input.Body instanceof VerifiedPayload ? input.Body.checksums() : input;
}

/** The algorithm of the checksum that a trailer brings after a body. */
export function trailingChecksum(body: unknown): ChecksumAlgorithm | undefined {
  return body instanceof VerifiedPayload ? body.trailing : undefined;
}

/** True if the body of a request has been read, at least in part: it cannot be sent again. */
export function isBodyBegun(input: { readonly Body?: unknown }): boolean {
  return input.Body instanceof VerifiedPayload && input.Body.begun;
}
