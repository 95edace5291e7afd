import { Buffer } from 'node:buffer';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { checksumAlgorithms } from './checksum-algorithms.ts';

/**
 * The checksum of the checksums of parts, all in base64, followed by `-N` for N parts.
 *
 * Source: Amazon S3 user guide, "Checking object integrity for data uploads", section "Using full object and composite
 * checksums".
 */
export async function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  ofParts: readonly string[],
): Promise<string> {
  const running = checksumAlgorithms[algorithm].start();
  for (const value of ofParts) running.update(Buffer.from(value, 'base64'));
  return `${Buffer.from(await running.digest()).toString('base64')}-${ofParts.length}`;
}
