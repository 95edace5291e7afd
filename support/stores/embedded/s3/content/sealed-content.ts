import { SEGMENT_SIZE, sealedSize } from './segment-cipher.ts';
import type { SpillFile } from './spill-file.ts';

/** Where sealed segments are kept: the small in memory, the large in slots of the spill file. */
export type Segments =
  | { readonly kind: 'memory'; readonly sealed: readonly Buffer[] }
  | { readonly kind: 'spilled'; readonly file: SpillFile; readonly slots: readonly number[] };

/** Frees the slots of contents whose reader was garbage collected. */
const forgotten = new FinalizationRegistry<() => void>((release) => release());

/** An object's or a part's bytes at rest: encrypted segments, held as long as they are needed. */
export class SealedContent {
  /** Plaintext bytes. */
  readonly size: number;
  readonly nonce: Buffer;
  readonly segments: Segments;
  #holders = 1;

  constructor(size: number, nonce: Buffer, segments: Segments) {
    this.size = size;
    this.nonce = nonce;
    this.segments = segments;
  }

  /**
   * Keeps the segments for a reader until the returned function is called, or the reader is garbage
   * collected.
   */
  hold(reader: object): () => void {
    if (this.segments.kind === 'memory') return () => {};
    this.#holders++;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      this.release();
    };
    forgotten.register(reader, release);
    return release;
  }

  /** Notes that the object is gone or a reader is done. The last of them frees the slots. */
  release(): void {
    this.#holders--;
    if (this.#holders > 0 || this.segments.kind === 'memory') return;
    for (const slot of this.segments.slots) this.segments.file.free(slot);
  }

  /** Runs the last checks before the content becomes an object's; releases the content if they throw. */
  keepIf(checks: () => void): void {
    try {
      checks();
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** The stored bytes of a segment. Those on disk are read into a buffer, if one of their size is given. */
  sealedSegment(index: number, into?: Buffer): Buffer | Promise<Buffer> {
    const segments = this.segments;
    if (segments.kind === 'memory') return present(segments.sealed[index]);
    const size = Math.min(SEGMENT_SIZE, this.size - index * SEGMENT_SIZE);
    return segments.file.load(present(segments.slots[index]), sealedSize(size), into);
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a segment beyond the end of the content was asked for');
  return value;
}
