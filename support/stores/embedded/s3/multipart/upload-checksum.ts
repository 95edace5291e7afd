import type { ChecksumAlgorithm, ChecksumType } from '@aws-sdk/client-s3';

/** The checksum that an upload was begun with. */
export interface UploadChecksum {
  /** Undefined if the upload named none. */
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: ChecksumType;
}

/**
 * The checksum of an upload in parts. By default a CRC64NVME is of the whole object, and any other algorithm
 * of the parts' checksums. The gateway has refused types that an algorithm does not have.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads", the table of checksum types.
 */
export function uploadChecksum(input: {
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
}): UploadChecksum {
  const { ChecksumAlgorithm: checksumAlgorithm, ChecksumType: type } = input;
  const ofWhole = checksumAlgorithm === undefined || checksumAlgorithm === 'CRC64NVME';
  return { checksumAlgorithm, checksumType: type ?? (ofWhole ? 'FULL_OBJECT' : 'COMPOSITE') };
}
