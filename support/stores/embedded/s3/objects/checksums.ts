import type { ChecksumAlgorithm, ChecksumType } from '@aws-sdk/client-s3';
import type { ChecksumMembers } from '../../../../wire/body/verified-payload.ts';

/** A checksum of an object or a part: base64, with `-N` behind it if it is one of N parts' checksums. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: ChecksumType;
}

const ALGORITHMS: readonly ChecksumAlgorithm[] = [
  'CRC64NVME',
  'CRC32',
  'CRC32C',
  'SHA1',
  'SHA256',
  'SHA512',
  'MD5',
  'XXHASH64',
  'XXHASH3',
  'XXHASH128',
];

/** The checksum that a request carries; the wire verified it while the body was read. */
export function checksumIn(
  members: ChecksumMembers,
  type: ChecksumType = 'FULL_OBJECT',
): Checksum | undefined {
  for (const algorithm of ALGORITHMS) {
    const value = members[memberOf[algorithm]];
    if (value !== undefined) return { algorithm, value, type };
  }
  return undefined;
}

/** How an answer carries a checksum. */
export function checksumMembers(checksum: Checksum | undefined): ChecksumMembers {
  return checksum === undefined ? {} : { [memberOf[checksum.algorithm]]: checksum.value };
}

/** The member of each algorithm. */
const memberOf = Object.fromEntries(
  ALGORITHMS.map((algorithm) => [algorithm, `Checksum${algorithm}`]),
) as Readonly<Record<ChecksumAlgorithm, keyof ChecksumMembers>>;

/** The same, with the member that gives the type of the checksum. */
export function typedChecksumMembers(
  checksum: Checksum | undefined,
): ChecksumMembers & { ChecksumType?: ChecksumType } {
  return checksum === undefined ? {} : { ...checksumMembers(checksum), ChecksumType: checksum.type };
}
