import type { ChecksumAlgorithm, ChecksumType } from '@aws-sdk/client-s3';
import { invalidRequest } from '../s3-errors.ts';

/** The checksum that an upload was begun with. */
export interface UploadChecksum {
  /** Undefined where the upload named none. */
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: ChecksumType;
}

const FULL_OBJECT_ALGORITHMS: ReadonlySet<string> = new Set<ChecksumAlgorithm>([
  'CRC32',
  'CRC32C',
  'CRC64NVME',
]);

/**
 * Which checksum the parts of an upload add up to: CRC64NVME only one of the whole, digests only one of the parts'.
 *
 * Source: AWS S3 user guide, "Checking object integrity for data uploads", the table of checksum types.
 */
export function uploadChecksum(input: {
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
}): UploadChecksum {
  const { ChecksumAlgorithm: checksumAlgorithm, ChecksumType: type } = input;
  if (checksumAlgorithm === undefined) {
    if (type === undefined) return { checksumAlgorithm, checksumType: 'FULL_OBJECT' };
    throw invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const byDefault = checksumAlgorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const checksumType = type ?? byDefault;
  const possible =
    checksumType === 'FULL_OBJECT'
      ? FULL_OBJECT_ALGORITHMS.has(checksumAlgorithm)
      : checksumAlgorithm !== 'CRC64NVME';
  if (possible) return { checksumAlgorithm, checksumType };
  const name = checksumAlgorithm.toLowerCase();
  throw invalidRequest(
    `The ${checksumType} checksum type cannot be used with the ${name} checksum algorithm.`,
  );
}
