import type { CompletedPart } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { unquoted } from '../../../../aws/entity-tags.ts';
import { checksumIn } from '../objects/checksums.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { Upload, UploadedPart } from './upload.ts';

const MIN_PART_SIZE = 5 * 1024 ** 2;

/**
 * The parts that a completion lists. Throws AwsError: `InvalidPart`, `EntityTooSmall` for any but the last under 5 MiB.
 *
 * Source: Amazon S3 API reference, CompleteMultipartUpload, section "Errors".
 */
export function completedParts(upload: Upload, listed: readonly CompletedPart[]): readonly UploadedPart[] {
  const parts = listed.map((one) => listedPart(upload, one, one.PartNumber ?? 0));
  for (const part of parts.slice(0, -1)) if (part.content.size < MIN_PART_SIZE) throw entityTooSmall(part);
  return parts;
}

function listedPart(upload: Upload, listed: CompletedPart, number: number): UploadedPart {
  const part = upload.parts.get(number);
  if (part === undefined || unquoted(listed.ETag ?? '') !== unquoted(part.etag))
    throw invalidPart(upload, listed);
  const checksum = checksumIn(listed);
  if (checksum === undefined) {
    if (upload.checksumAlgorithm === undefined || upload.checksumType === 'FULL_OBJECT') return part;
    throw invalidRequest(
      `The upload was created using a ${upload.checksumAlgorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  const stored = part.checksum;
  if (stored?.algorithm === checksum.algorithm && stored.value !== checksum.value)
    throw invalidPart(upload, listed);
  return part;
}

function invalidPart(upload: Upload, listed: CompletedPart): AwsError {
  return new AwsError(
    'InvalidPart',
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: upload.id, PartNumber: `${listed.PartNumber ?? ''}`, ETag: unquoted(listed.ETag ?? '') },
  );
}

function entityTooSmall(part: UploadedPart): AwsError {
  return new AwsError(
    'EntityTooSmall',
    400,
    'Your proposed upload is smaller than the minimum allowed size',
    {
      ProposedSize: `${part.content.size}`,
      MinSizeAllowed: `${MIN_PART_SIZE}`,
      PartNumber: `${part.number}`,
      ETag: unquoted(part.etag),
    },
  );
}
