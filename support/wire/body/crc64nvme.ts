import { Buffer } from 'node:buffer';

const { low, high } = tables();

/**
 * CRC-64/NVME, the checksum of every object that is sent without one (Amazon S3 user guide, "Checking object
 * integrity").
 * Node does not offer it. It is computed eight bytes at a time, in two halves: JavaScript's bitwise operators have 32
 * bits.
 */
export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(data: Uint8Array): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const steps = data.length & ~7;
    let lo = this.#low;
    let hi = this.#high;
    let i = 0;
    // The loop is written out, without functions or destructuring, which makes it three times as fast.
    for (; i < steps; i += 8) {
      const a = lo ^ view.getInt32(i, true);
      const b = hi ^ view.getInt32(i + 4, true);
      const a0 = 1792 + (a & 255);
      const a1 = 1536 + ((a >>> 8) & 255);
      const a2 = 1280 + ((a >>> 16) & 255);
      const a3 = 1024 + (a >>> 24);
      const b0 = 768 + (b & 255);
      const b1 = 512 + ((b >>> 8) & 255);
      const b2 = 256 + ((b >>> 16) & 255);
      const b3 = b >>> 24;
      lo = entry(low, a0) ^ entry(low, a1) ^ entry(low, a2) ^ entry(low, a3);
      lo ^= entry(low, b0) ^ entry(low, b1) ^ entry(low, b2) ^ entry(low, b3);
      hi = entry(high, a0) ^ entry(high, a1) ^ entry(high, a2) ^ entry(high, a3);
      hi ^= entry(high, b0) ^ entry(high, b1) ^ entry(high, b2) ^ entry(high, b3);
    }
    for (; i < data.length; i++) {
      const index = (lo ^ view.getUint8(i)) & 255;
      lo = ((lo >>> 8) | (hi << 24)) ^ entry(low, index);
      hi = (hi >>> 8) ^ entry(high, index);
    }
    this.#low = lo;
    this.#high = hi;
  }

  /** The checksum as eight bytes, the most significant first. */
  digest(): Uint8Array {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}

function entry(table: Int32Array, index: number): number {
  return table[index] ?? 0;
}

/** The tables: row r holds the remainder of each byte followed by r zero bytes. */
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
