import { Buffer } from 'node:buffer';

const table = rows();

/** CRC-32C (RFC 3720, Castagnoli's polynomial), computed eight bytes at a time. Node offers only CRC-32. */
export class Crc32c {
  #crc = -1;

  update(data: Uint8Array): void {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const steps = data.length & ~7;
    let crc = this.#crc;
    let i = 0;
    for (; i < steps; i += 8) {
      const a = crc ^ view.getInt32(i, true);
      const b = view.getInt32(i + 4, true);
      crc = entry(1792 + (a & 255)) ^ entry(1536 + ((a >>> 8) & 255));
      crc ^= entry(1280 + ((a >>> 16) & 255)) ^ entry(1024 + (a >>> 24));
      crc ^= entry(768 + (b & 255)) ^ entry(512 + ((b >>> 8) & 255));
      crc ^= entry(256 + ((b >>> 16) & 255)) ^ entry(b >>> 24);
    }
    for (; i < data.length; i++) crc = (crc >>> 8) ^ entry((crc ^ view.getUint8(i)) & 255);
    this.#crc = crc;
  }

  /** The checksum as four bytes, the most significant first. */
  digest(): Uint8Array {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(~this.#crc);
    return bytes;
  }
}

function entry(index: number): number {
  return table[index] ?? 0;
}

/** The tables: row r holds the remainder of each byte followed by r zero bytes. */
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
