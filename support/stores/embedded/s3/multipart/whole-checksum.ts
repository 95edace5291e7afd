import { AwsError } from '../../../../aws/aws-error.ts';
import { compositeChecksum } from '../../../../wire/body/composite-checksum.ts';
import type { Checksum } from '../objects/checksums.ts';
import { DEFAULT_ALGORITHM } from '../objects/computed-checksum.ts';
import { combinedCrc, isCombinable } from './crc-combination.ts';
import type { Upload, UploadedPart } from './upload.ts';

/**
 * The checksum of a completed upload, from its parts': a CRC of the whole, or a checksum of their checksums with `-N`
 * behind it. Undefined if a part has none. Throws AwsError `BadDigest` if the client expected another
 * CRC of the whole.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads", section "Using full object and composite
 * checksums".
 */
export async function wholeChecksum(
  upload: Upload,
  parts: readonly UploadedPart[],
  expected: Checksum | undefined,
): Promise<Checksum | undefined> {
  // S3 computes no checksum of its own for an object under a customer's key.
  if (upload.checksumAlgorithm === undefined && upload.encryption.algorithm === 'SSE-C') return undefined;
  const algorithm = upload.checksumAlgorithm ?? DEFAULT_ALGORITHM;
  const values = parts.flatMap((part) =>
    part.towardsWhole?.algorithm === algorithm
      ? [{ value: part.towardsWhole.value, size: part.content.size }]
      : [],
  );
  if (values.length < parts.length) return undefined;
  const composite = upload.checksumType === 'COMPOSITE' || !isCombinable(algorithm);
  const checksums = values.map((part) => part.value);
  const value = composite ? await compositeChecksum(algorithm, checksums) : combinedCrc(algorithm, values);
  // The gateway compares a checksum of the parts' checksums itself: it needs no bytes.
  if (!composite && expected?.algorithm === algorithm && expected.value !== value) {
    const message = `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`;
    throw new AwsError('BadDigest', 400, message);
  }
  return { algorithm, value, type: composite ? 'COMPOSITE' : 'FULL_OBJECT' };
}
