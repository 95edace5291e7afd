import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Xxh3_64, Xxh3_128, Xxh64 } from '@aws-sdk/checksums/xxh';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { Crc32c } from './crc32c.ts';
import { Crc64Nvme } from './crc64nvme.ts';

/** A checksum that is being computed. */
export interface RunningChecksum {
  update(data: Uint8Array): void;
  digest(): Uint8Array | Promise<Uint8Array>;
}

interface Algorithm {
  /** The name of the header, or trailer, that carries the checksum. */
  readonly header: string;
  /** The length of the checksum, in bytes. */
  readonly bytes: number;
  readonly start: () => RunningChecksum;
}

/**
 * Every checksum algorithm that the SDK knows; the compiler reports a missing one.
 * Source: Amazon S3 user guide, "Checking object integrity".
 */
export const checksumAlgorithms: Readonly<Record<ChecksumAlgorithm, Algorithm>> = {
  CRC32: { header: 'x-amz-checksum-crc32', bytes: 4, start: startCrc32 },
  CRC32C: { header: 'x-amz-checksum-crc32c', bytes: 4, start: () => new Crc32c() },
  CRC64NVME: { header: 'x-amz-checksum-crc64nvme', bytes: 8, start: () => new Crc64Nvme() },
  MD5: { header: 'x-amz-checksum-md5', bytes: 16, start: () => createHash('md5') },
  SHA1: { header: 'x-amz-checksum-sha1', bytes: 20, start: () => createHash('sha1') },
  SHA256: { header: 'x-amz-checksum-sha256', bytes: 32, start: () => createHash('sha256') },
  SHA512: { header: 'x-amz-checksum-sha512', bytes: 64, start: () => createHash('sha512') },
  XXHASH64: { header: 'x-amz-checksum-xxhash64', bytes: 8, start: () => new Xxh64() },
  XXHASH3: { header: 'x-amz-checksum-xxhash3', bytes: 8, start: () => new Xxh3_64() },
  XXHASH128: { header: 'x-amz-checksum-xxhash128', bytes: 16, start: () => new Xxh3_128() },
};

const byHeader = new Map<string, ChecksumAlgorithm>();
let name: ChecksumAlgorithm;
for (name in checksumAlgorithms) byHeader.set(checksumAlgorithms[name].header, name);

/** The algorithm of a checksum header: CRC32 for `x-amz-checksum-crc32`. Undefined for any other header. */
export function algorithmOfHeader(header: string): ChecksumAlgorithm | undefined {
  return byHeader.get(header);
}

function startCrc32(): RunningChecksum {
  let crc = 0;
  return {
    update(data) {
      crc = crc32(data, crc);
    },
    digest() {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeUInt32BE(crc);
      return bytes;
    },
  };
}
