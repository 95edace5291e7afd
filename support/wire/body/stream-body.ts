import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { bodyClaims } from './body-claims.ts';
import { bodyRefusals } from './body-refusals.ts';
import { type BodyToRead, type StreamedBody, verifiedBody } from './verified-body.ts';

/** The largest object one request can bring, in bytes (Amazon S3 User Guide, "Uploading objects"): 5 GiB. */
const largestUpload = 5 * 1024 ** 3;

/**
 * Streams the body of an upload: takes `aws-chunked` framing off, verifies each chunk's signature, the trailers, the
 * SHA-256 of the whole, Content-MD5, the checksum and the length, and computes the checksum S3 would (CRC64NVME unless
 * `defaultChecksum` says otherwise) where the client sent none (Amazon S3 User Guide, "Checking object integrity").
 *
 * Nothing may be stored for good before the payload has ended without an error.
 *
 * Errors, at once: headers that make no sense, no length (`MissingContentLength`), `EntityTooLarge`. While the payload
 * is read: `XAmzContentSHA256Mismatch`, `BadDigest`, `IncompleteBody`, `SignatureDoesNotMatch`, `InvalidRequest`, …
 */
export function streamBody(
  options: BodyToRead & { readonly limit?: number; readonly defaultChecksum?: ChecksumAlgorithm },
): StreamedBody {
  const { head, expectation, limit = largestUpload, defaultChecksum = 'CRC64NVME' } = options;
  const claims = bodyClaims(head, expectation);
  if (claims.length === undefined) {
    if (head.headers['transfer-encoding'] !== undefined)
      throw bodyRefusals.notImplemented('Transfer-Encoding');
    throw bodyRefusals.missingLength();
  }
  if (claims.length > limit) throw bodyRefusals.tooLarge(limit);
  return verifiedBody(options, claims, { limit, tooLong: bodyRefusals.tooLarge, defaultChecksum });
}
