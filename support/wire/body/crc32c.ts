import { Buffer } from 'node:buffer';

const table = rows();

/** CRC-32C (RFC 3720, Castagnoli's polynomial), eight bytes a step; Node has only CRC-32. */
export class Crc32c {
  #crc = -1;

  update(data: Uint8Array): void {
    const [steps, rest] = [data.length & ~7, data.length];
    let [crc, i] = [this.#crc, 0];
    for (; i < steps; i += 8) {
      const first =
        crc ^ (at(data, i) | (at(data, i + 1) << 8) | (at(data, i + 2) << 16) | (at(data, i + 3) << 24));
      crc =
        at(table, 1792 + (first & 255)) ^
        at(table, 1536 + ((first >>> 8) & 255)) ^
        at(table, 1280 + ((first >>> 16) & 255)) ^
        at(table, 1024 + (first >>> 24)) ^
        at(table, 768 + at(data, i + 4)) ^
        at(table, 512 + at(data, i + 5)) ^
        at(table, 256 + at(data, i + 6)) ^
        at(table, at(data, i + 7));
    }
    for (; i < rest; i++) crc = (crc >>> 8) ^ at(table, (crc ^ at(data, i)) & 255);
    this.#crc = crc;
  }

  /** Four bytes, the most significant first. */
  digest(): Uint8Array {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(~this.#crc);
    return bytes;
  }
}

function at(array: Uint8Array | Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** Row r holds what a byte leaves after r more zero bytes. */
function rows(): Int32Array {
  const entries = new Int32Array(2048);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let row = 0; row < 8; row++) {
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
      entries[row * 256 + byte] = crc;
    }
  }
  return entries;
}
