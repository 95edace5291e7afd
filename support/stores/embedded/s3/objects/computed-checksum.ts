import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import type { Payload } from '../../../../aws/operations.ts';
import { checksumAlgorithms } from '../../../../wire/body/checksum-algorithms.ts';
import type { Checksum } from './checksums.ts';

/** A body and, once it was read to its end, its checksum. */
export interface ChecksummedBody {
  readonly body: Payload;
  /** Of the bytes that went through. */
  readonly checksum: () => Promise<Checksum>;
}

/** The checksum that S3 computes if the request asks for no other. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

/** Computes the checksum of a copy, for which no client sends one. */
export function checksummed(source: Payload, algorithm: ChecksumAlgorithm): ChecksummedBody {
  const running = checksumAlgorithms[algorithm].start();
  async function* body() {
    for await (const chunk of source) {
      running.update(chunk);
      yield chunk;
    }
  }
  return {
    body: body(),
    checksum: async () => {
      const value = Buffer.from(await running.digest()).toString('base64');
      return { algorithm, value, type: 'FULL_OBJECT' };
    },
  };
}
