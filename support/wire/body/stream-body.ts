import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { bodyClaims } from './body-claims.ts';
import { bodyRefusals } from './body-refusals.ts';
import { type BodyToRead, type StreamedBody, verifiedBody } from './verified-body.ts';

/** The largest object of one request, in bytes: 5 GiB (Amazon S3 user guide, "Uploading objects"). */
const largestUpload = 5 * 1024 ** 3;

/**
 * Streams the body of an upload. Removes `aws-chunked` framing. Verifies the signatures of chunks, the trailers,
 * the SHA-256, Content-MD5, the checksum and the length.
 * If the client sent no checksum, computes the one that S3 would: CRC64NVME, or `defaultChecksum` (Amazon S3 user guide,
 * "Checking object integrity").
 *
 * Nothing may be stored for good before the payload has ended without an error.
 *
 * Throws at once for invalid headers, a missing length (`MissingContentLength`) and `EntityTooLarge`. While the payload
 * is read, throws `XAmzContentSHA256Mismatch`, `BadDigest`, `IncompleteBody`, `SignatureDoesNotMatch`, `InvalidRequest`,
 * …
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
  if (claims.length > limit) throw bodyRefusals.tooLarge(limit, claims.length);
  return verifiedBody(options, claims, { limit, tooLong: bodyRefusals.tooLarge, defaultChecksum });
}
