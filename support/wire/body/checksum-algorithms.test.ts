import { Buffer } from 'node:buffer';
import { Crc64NvmeJs, Crc32c as SdkCrc32c } from '@aws-sdk/checksums/crc';
import { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { algorithmOfHeader, checksumAlgorithms } from './checksum-algorithms.ts';

const digest = async (algorithm: ChecksumAlgorithm, ...pieces: readonly Uint8Array[]) => {
  const running = checksumAlgorithms[algorithm].start();
  for (const piece of pieces) running.update(piece);
  return Buffer.from(await running.digest()).toString('hex');
};

describe('Checksums', () => {
  test.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['MD5', '25f9e794323b453885f5181f1b624d0b'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
    ['XXHASH64', '8cb841db40e6ae83'],
  ] as const)('%s of 123456789 is the published one', async (algorithm, expected) => {
    expect(await digest(algorithm, Buffer.from('123456789'))).toBe(expected);
  });

  test.each([
    ['XXHASH64', 'ef46db3751d8e999'],
    ['XXHASH3', '2d06800538d394c2'],
    ['XXHASH128', '99aa06d3014798d86001c324468d497f'],
    ['CRC64NVME', '0000000000000000'],
    ['CRC32', '00000000'],
  ] as const)('%s of nothing is the published one', async (algorithm, expected) => {
    expect(await digest(algorithm)).toBe(expected);
  });

  test.each(Object.values(ChecksumAlgorithm))(
    '%s has the length it says, and its header',
    async (algorithm) => {
      const { bytes, header } = checksumAlgorithms[algorithm];
      expect(await digest(algorithm, Buffer.from('keyhole'))).toHaveLength(bytes * 2);
      expect(algorithmOfHeader(header)).toBe(algorithm);
    },
  );

  test.each(Object.values(ChecksumAlgorithm))('%s does not care how the data is cut', async (algorithm) => {
    const data = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(data, fc.nat(3000), fc.nat(3000), async (bytes, one, two) => {
        const [a, b] = [Math.min(one, two), Math.max(one, two)];
        const pieces = [bytes.subarray(0, a), bytes.subarray(a, b), bytes.subarray(b)];
        expect(await digest(algorithm, ...pieces)).toBe(await digest(algorithm, bytes));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['CRC64NVME', () => new Crc64NvmeJs()],
    ['CRC32C', () => new SdkCrc32c()],
  ] as const)("%s agrees with the SDK's", async (algorithm, start) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const theirs = start();
        theirs.update(bytes);
        expect(await digest(algorithm, bytes)).toBe(Buffer.from(await theirs.digest()).toString('hex'));
      }),
      { numRuns: 50 },
    );
  });
});
