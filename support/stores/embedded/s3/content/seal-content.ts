import { createHash, type KeyObject } from 'node:crypto';
import type { Payload } from '../../../../aws/operations.ts';
import { randomBytes } from '../../shared/random-bytes.ts';
import { SealedContent } from './sealed-content.ts';
import { SEGMENT_SIZE, sealedSize, sealSegment } from './segment-cipher.ts';
import type { SpillFile } from './spill-file.ts';

/** Sealed segments kept in memory for one content; beyond it the content moves to the spill file. */
const SEGMENTS_IN_MEMORY = 4;

/** The most pieces of a segment that are encrypted one by one. To copy very small ones together costs less. */
const MOST_PIECES = 64;

/** A sealed body. */
export interface Sealed {
  readonly content: SealedContent;
  /** MD5 of the plaintext, in hexadecimal; undefined unless it was asked for. */
  readonly md5: string | undefined;
}

/** How a body is sealed. */
export interface SealOptions {
  readonly dataKey: KeyObject;
  readonly spillFile: SpillFile;
  /** Only SSE-S3 uses it as the ETag. */
  readonly md5: boolean;
}

/** Encrypts a body as it comes in. A body that throws leaves nothing behind. */
export async function sealContent(body: Payload | undefined, options: SealOptions): Promise<Sealed> {
  const sealer = new Sealer(options);
  try {
    if (body !== undefined) {
      for await (const chunk of body) {
        const pending = sealer.add(chunk);
        if (pending !== undefined) await pending;
      }
    }
    const pending = sealer.flush();
    if (pending !== undefined) await pending;
    return await sealer.finish();
  } catch (error) {
    await sealer.discard();
    throw error;
  }
}

class Sealer {
  readonly #options: SealOptions;
  readonly #nonce = randomBytes(8);
  readonly #hash: ReturnType<typeof createHash> | undefined;
  readonly #sealed: Buffer[] = [];
  readonly #slots: number[] = [];
  /** The segments that were sealed: no two may have the same index. */
  #count = 0;
  #spilled = false;
  /** The segment that is on its way to the disk. The next one is read and sealed meanwhile. */
  #storing: Promise<void> | undefined;
  #chunks: Uint8Array[] = [];
  #pending = 0;
  #size = 0;

  constructor(options: SealOptions) {
    this.#options = options;
    this.#hash = options.md5 ? createHash('md5') : undefined;
  }

  /** Takes a chunk; returns a promise if the disk has to be waited for. */
  add(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#pending + chunk.length <= SEGMENT_SIZE) {
      this.#push(chunk);
      return undefined;
    }
    return this.#addAcross(chunk);
  }

  /** Seals what is pending as the last segment. */
  flush(): Promise<void> | undefined {
    if (this.#pending === 0) return undefined;
    return this.#sealPending();
  }

  finish(): Sealed | Promise<Sealed> {
    return this.#storing === undefined ? this.#finished() : this.#storing.then(() => this.#finished());
  }

  /** Gives the disk back, once nothing is on its way there. */
  async discard(): Promise<void> {
    // Its error is the one that ended the body, or comes too late to matter.
    await this.#storing?.catch(() => {});
    for (const slot of this.#slots) this.#options.spillFile.free(slot);
    this.#slots.length = 0;
  }

  #finished(): Sealed {
    // A copy of an array that grew has no spare room, and is kept as long as the object.
    const segments = this.#spilled
      ? ({ kind: 'spilled', file: this.#options.spillFile, slots: [...this.#slots] } as const)
      : ({ kind: 'memory', sealed: [...this.#sealed] } as const);
    const content = new SealedContent(this.#size, this.#nonce, segments);
    return { content, md5: this.#hash?.digest('hex') };
  }

  async #addAcross(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + SEGMENT_SIZE - this.#pending);
      this.#push(piece);
      at += piece.length;
      if (this.#pending === SEGMENT_SIZE && at < chunk.length) await this.#sealPending();
    }
  }

  #push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#hash?.update(piece);
    this.#chunks.push(piece);
    this.#pending += piece.length;
    this.#size += piece.length;
  }

  #sealPending(): Promise<void> | undefined {
    const position = { nonce: this.#nonce, index: this.#count++ };
    const isInFew = this.#chunks.length <= MOST_PIECES;
    const pieces = isInFew ? this.#chunks : [Buffer.concat(this.#chunks, this.#pending)];
    const sealed = sealSegment(this.#options.dataKey, position, pieces);
    const size = sealedSize(this.#pending);
    this.#chunks = [];
    this.#pending = 0;
    if (!this.#spilled && this.#sealed.length < SEGMENTS_IN_MEMORY) {
      this.#sealed.push(Buffer.concat(sealed, size));
      return undefined;
    }
    return this.#spill(sealed);
  }

  async #spill(sealed: readonly Buffer[]): Promise<void> {
    this.#spilled = true;
    for (const earlier of this.#sealed.splice(0)) await this.#store([earlier]);
    await this.#storing;
    this.#storing = this.#store(sealed);
    // Its error is thrown where it is waited for.
    this.#storing.catch(() => {});
  }

  async #store(sealed: readonly Buffer[]): Promise<void> {
    this.#slots.push(await this.#options.spillFile.store(sealed));
  }
}
