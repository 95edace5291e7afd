/** A reflected CRC that starts from and ends with all ones, as all of S3's do. */
interface Crc {
  readonly bits: bigint;
  /** The polynomial, least significant bit first. */
  readonly polynomial: bigint;
}

const CRCS = {
  CRC32: { bits: 32n, polynomial: 0xedb88320n },
  CRC32C: { bits: 32n, polynomial: 0x82f63b78n },
  CRC64NVME: { bits: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
} as const satisfies Record<string, Crc>;

/** The algorithms whose checksum of a whole follows from those of its parts. */
export type CombinableAlgorithm = keyof typeof CRCS;

/** A part's checksum and size. */
export interface PartChecksum {
  /** Base64. */
  readonly value: string;
  /** In bytes. */
  readonly size: number;
}

/** True if the whole's checksum follows from the parts' checksums. */
export function isCombinable(algorithm: string): algorithm is CombinableAlgorithm {
  return algorithm in CRCS;
}

/**
 * The checksum of joined parts, from the parts' checksums alone. A CRC is a remainder of polynomials;
 * following bytes multiply the previous ones by a power of x.
 */
export function combinedCrc(algorithm: CombinableAlgorithm, parts: readonly PartChecksum[]): string {
  const crc = CRCS[algorithm];
  const shifts = new Map<number, bigint>();
  let whole = 0n;
  for (const { value, size } of parts) {
    let shift = shifts.get(size);
    if (shift === undefined) {
      shift = powerOfX(crc, BigInt(size) * 8n);
      shifts.set(size, shift);
    }
    whole = product(crc, shift, whole) ^ BigInt(`0x${Buffer.from(value, 'base64').toString('hex') || '0'}`);
  }
  const digits = Number(crc.bits / 4n);
  return Buffer.from(whole.toString(16).padStart(digits, '0'), 'hex').toString('base64');
}

/** x to the power of n, modulo the polynomial. */
function powerOfX(crc: Crc, n: bigint): bigint {
  let power = 1n << (crc.bits - 1n);
  let square = power >> 1n;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = product(crc, power, square);
    square = product(crc, square, square);
  }
  return power;
}

/** The product of two polynomials, modulo the CRC's. */
function product(crc: Crc, a: bigint, b: bigint): bigint {
  let sum = 0n;
  let shifted = b;
  for (let bit = 1n << (crc.bits - 1n); bit > 0n; bit >>= 1n) {
    if (a & bit) sum ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ crc.polynomial : shifted >> 1n;
  }
  return sum;
}
