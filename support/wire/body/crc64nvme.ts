import { Buffer } from 'node:buffer';

const { low, high } = tables();

/**
 * CRC-64/NVME, the checksum S3 gives every object that comes without one (Amazon S3 User Guide, "Checking object
 * integrity"). Node has none. Eight bytes a step, the 64 bits in two halves; JavaScript's bitwise operators have 32.
 */
export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(data: Uint8Array): void {
    const [steps, rest] = [data.length & ~7, data.length];
    let [lo, hi, i] = [this.#low, this.#high, 0];
    for (; i < steps; i += 8) {
      const a = lo ^ word(data, i);
      const b = hi ^ word(data, i + 4);
      lo = fold(low, a, b);
      hi = fold(high, a, b);
    }
    for (; i < rest; i++) {
      const index = (lo ^ at(data, i)) & 255;
      lo = ((lo >>> 8) | (hi << 24)) ^ at(low, index);
      hi = (hi >>> 8) ^ at(high, index);
    }
    this.#low = lo;
    this.#high = hi;
  }

  /** Eight bytes, the most significant first. */
  digest(): Uint8Array {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}

/** What eight bytes leave of the checksum: `a` holds the first four, `b` the others. */
function fold(table: Int32Array, a: number, b: number): number {
  return (
    at(table, 1792 + (a & 255)) ^
    at(table, 1536 + ((a >>> 8) & 255)) ^
    at(table, 1280 + ((a >>> 16) & 255)) ^
    at(table, 1024 + (a >>> 24)) ^
    at(table, 768 + (b & 255)) ^
    at(table, 512 + ((b >>> 8) & 255)) ^
    at(table, 256 + ((b >>> 16) & 255)) ^
    at(table, b >>> 24)
  );
}

function word(data: Uint8Array, i: number): number {
  return at(data, i) | (at(data, i + 1) << 8) | (at(data, i + 2) << 16) | (at(data, i + 3) << 24);
}

function at(array: Uint8Array | Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** Row r holds what a byte leaves after r more zero bytes. */
function tables(): { low: Int32Array; high: Int32Array } {
  const [low, high] = [new Int32Array(2048), new Int32Array(2048)];
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let row = 0; row < 8; row++) {
      for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
      low[row * 256 + byte] = Number(BigInt.asIntN(32, crc));
      high[row * 256 + byte] = Number(BigInt.asIntN(32, crc >> 32n));
    }
  }
  return { low, high };
}
