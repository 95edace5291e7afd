import type { KeyObject } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { PayloadExpectation } from '../wire/body/payload-expectation.ts';
import type { RequestHead } from '../wire/request-head.ts';

const sha256 = /^[0-9a-f]{64}$/;

/** The signature and key from which chunk signatures start; see `SignedChunks`. */
export interface ChunkSeed {
  readonly seedSignature: string;
  readonly signingKey: KeyObject;
  readonly scope: string;
  readonly date: string;
}

/** The header that describes the payload of an S3 request. */
export const CONTENT_SHA256 = 'x-amz-content-sha256';

/**
 * The description that an S3 request gives of its payload: the header x-amz-content-sha256 or, if presigned, its query
 * parameter.
 * S3 ignores the header if it is not signed, which is allowed in presigned requests only.
 */
export function contentSha256(head: RequestHead, signed: ReadonlySet<string>): string | undefined {
  const header = signed.has(CONTENT_SHA256) ? head.headers[CONTENT_SHA256] : undefined;
  const parameter = head.query.find(([name]) => name === 'X-Amz-Content-Sha256')?.[1];
  if (header !== undefined && parameter !== undefined && header !== parameter)
    throw new AwsError('InvalidArgument', 400, 'x-amz-content-sha256 has two values.', {
      ArgumentName: 'x-amz-content-sha256',
      ArgumentValue: header,
    });
  return header ?? parameter;
}

/**
 * The requirement that a value of x-amz-content-sha256 makes of the body. Without a `seed`, as in an unsigned request,
 * no chunk can be signed.
 *
 * Throws `InvalidArgument` for an unknown value, and `NotImplemented` for chunks signed with Signature Version 4A.
 * Source: Amazon S3 API reference, "Authenticating Requests: Using the Authorization Header".
 */
export function payloadExpectation(value: string, seed: ChunkSeed | undefined): PayloadExpectation {
  if (sha256.test(value)) return { kind: 'hash', sha256: value };
  switch (value) {
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked-unsigned-trailer' };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      if (seed) return { kind: 'chunked-signed', ...seed, trailer: false };
      break;
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      if (seed) return { kind: 'chunked-signed', ...seed, trailer: true };
      break;
    case 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER':
      throw new AwsError(
        'NotImplemented',
        501,
        'A header you provided implies functionality that is not implemented',
        {
          Header: 'x-amz-content-sha256',
        },
      );
  }
  throw new AwsError(
    'InvalidArgument',
    400,
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    { ArgumentName: 'x-amz-content-sha256', ArgumentValue: value },
  );
}
