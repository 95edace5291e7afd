import { ChecksumAlgorithm, ChecksumType } from '@aws-sdk/client-s3';
import { invalidRequest } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

const algorithms: readonly string[] = Object.values(ChecksumAlgorithm);
const types: readonly string[] = Object.values(ChecksumType);

/** Algorithms whose checksums of parts add up to one of the whole object. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set<ChecksumAlgorithm>(['CRC32', 'CRC32C', 'CRC64NVME']);

interface Choice {
  readonly ChecksumAlgorithm?: string;
  readonly ChecksumType?: string;
}

/**
 * Refuses a checksum that S3 does not compute. The algorithm or type is unknown, a type has no algorithm, or
 * the algorithm does not have the type. Throws AwsError `InvalidRequest`.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads", the table of checksum types.
 */
export function checkChecksumChoice({ operation, input }: S3Request): void {
  const { ChecksumAlgorithm: algorithm, ChecksumType: type }: Choice = input;
  if (type !== undefined && !types.includes(type))
    throw invalidRequest('Value for x-amz-checksum-type header is invalid.');
  if (operation !== 'CopyObject' && operation !== 'CreateMultipartUpload') return;
  if (algorithm !== undefined && !algorithms.includes(algorithm)) throw unsupported();
  if (type === undefined) return;
  if (algorithm === undefined) {
    throw invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  if (type === 'FULL_OBJECT' ? OF_THE_WHOLE.has(algorithm) : algorithm !== 'CRC64NVME') return;
  const name = algorithm.toLowerCase();
  throw invalidRequest(`The ${type} checksum type cannot be used with the ${name} checksum algorithm.`);
}

function unsupported() {
  return invalidRequest(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${algorithms.join(', ')}]`,
  );
}
