import { randomUUID } from 'node:crypto';
import { closeSync, openSync, read, unlinkSync, writev } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SEGMENT_SIZE, sealedSize } from './segment-cipher.ts';

const writeAt = promisify(writev);
const readAt = promisify(read);
const SLOT_SIZE = sealedSize(SEGMENT_SIZE);

/** Closes the files of stores that were dropped with large objects in them. */
const abandoned = new FinalizationRegistry<{ descriptor: number | undefined }>((file) => {
  if (file.descriptor !== undefined) closeSync(file.descriptor);
});

/**
 * The sealed segments of a store's large objects, in one unlinked temporary file that ends with the process.
 * Slots are reused; with the last one freed the file is closed.
 */
export class SpillFile {
  readonly #file: { descriptor: number | undefined } = { descriptor: undefined };
  readonly #free: number[] = [];
  #slots = 0;

  constructor() {
    abandoned.register(this, this.#file);
  }

  /** How many segments are stored. */
  get used(): number {
    return this.#slots - this.#free.length;
  }

  /** Stores the pieces of a sealed segment one after another, and returns their slot. */
  async store(sealed: readonly Uint8Array[]): Promise<number> {
    const slot = this.#free.pop() ?? this.#slots++;
    try {
      const descriptor = this.#open();
      let at = slot * SLOT_SIZE;
      for (let left = sealed; left.length > 0; ) {
        const { bytesWritten } = await writeAt(descriptor, left, at);
        at += bytesWritten;
        left = unwritten(left, bytesWritten);
      }
    } catch (error) {
      this.free(slot);
      throw error;
    }
    return slot;
  }

  /** The sealed segment of this size in a slot, read into a buffer if one of the size is given. */
  async load(slot: number, size: number, into?: Buffer): Promise<Buffer> {
    const sealed = into?.length === size ? into : Buffer.allocUnsafeSlow(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await readAt(this.#open(), sealed, at, size - at, slot * SLOT_SIZE + at);
      if (bytesRead === 0) throw new Error('the temporary file of large objects was cut short');
      at += bytesRead;
    }
    return sealed;
  }

  /** Frees a slot. */
  free(slot: number): void {
    this.#free.push(slot);
    if (this.used > 0) return;
    if (this.#file.descriptor !== undefined) closeSync(this.#file.descriptor);
    this.#file.descriptor = undefined;
    this.#free.length = 0;
    this.#slots = 0;
  }

  #open(): number {
    if (this.#file.descriptor === undefined) {
      const path = join(tmpdir(), `keyhole-${randomUUID()}`);
      this.#file.descriptor = openSync(path, 'wx+', 0o600);
      unlinkSync(path);
    }
    return this.#file.descriptor;
  }
}

/** The pieces that are left after so many bytes of them were written: as a rule none. */
function unwritten(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let skipped = written;
  return pieces.flatMap((piece) => {
    const from = Math.min(skipped, piece.length);
    skipped -= from;
    return from === piece.length ? [] : [piece.subarray(from)];
  });
}
