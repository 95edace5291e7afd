import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { algorithmOfHeader } from './checksum-algorithms.ts';
import type { StreamedBody } from './verified-body.ts';

/** Checksums in base64, by the members that carry them in requests and answers. */
export type ChecksumMembers = { readonly [A in ChecksumAlgorithm as `Checksum${A}`]?: string | undefined };

/** The body of an upload. It is verified while it is read, and then knows the verified checksums. */
export class VerifiedPayload implements AsyncIterable<Uint8Array> {
  readonly #streamed: StreamedBody;
  #begun = false;

  constructor(streamed: StreamedBody) {
    this.#streamed = streamed;
  }

  /** True once reading has begun. A body can be read only once. */
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
   * The verified checksum of the client, or the computed one if the client sent none. Throws Error before the body was
   * read to its end.
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
 * The checksums of an upload whose body was read. They are those of the body if the gateway verified it, else those in
 * the members of the request.
 */
export function checksumsOfUpload(
  input: ChecksumMembers & { readonly Body?: AsyncIterable<Uint8Array> | undefined },
): ChecksumMembers {
  return input.Body instanceof VerifiedPayload ? input.Body.checksums() : input;
}

/** The algorithm of the checksum in the trailer of a body. */
export function trailingChecksum(body: unknown): ChecksumAlgorithm | undefined {
  return body instanceof VerifiedPayload ? body.trailing : undefined;
}

/** True if the body of a request has been read, at least in part: it cannot be sent again. */
export function isBodyBegun(input: { readonly Body?: unknown }): boolean {
  return input.Body instanceof VerifiedPayload && input.Body.begun;
}
