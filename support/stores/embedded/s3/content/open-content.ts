import type { KeyObject } from 'node:crypto';
import type { Payload } from '../../../../aws/operations.ts';
import { ReturnablePayload } from '../../../../wire/returnable-payload.ts';
import { WholePayload } from '../../../../wire/whole-payload.ts';
import type { SealedContent } from './sealed-content.ts';
import { openSegment, SEGMENT_SIZE } from './segment-cipher.ts';

/** Bytes `start` to `end`, exclusive, of the contents taken as one. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

interface Piece {
  readonly content: SealedContent;
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The plaintext of a range of contents that share a data key. Only the segments that the range touches are decrypted,
 * one at a time as they are asked for. Content of one segment in memory is decrypted at once.
 */
export function openContent(
  contents: readonly SealedContent[],
  dataKey: KeyObject,
  range: ByteRange,
): Payload {
  const pieces = piecesOf(contents, range);
  const [only] = pieces;
  if (only === undefined) return nothing();
  if (pieces.length === 1) {
    const sealed = only.content.sealedSegment(only.index);
    if (Buffer.isBuffer(sealed)) return new WholePayload(openPiece(only, dataKey, sealed));
  }
  return new ReturnablePayload(new HeldPieces(pieces, dataKey));
}

function openPiece(piece: Piece, dataKey: KeyObject, sealed: Buffer): Buffer<ArrayBuffer> {
  const segment = openSegment(dataKey, { nonce: piece.content.nonce, index: piece.index }, sealed);
  return piece.to - piece.from === segment.length ? segment : segment.subarray(piece.from, piece.to);
}

function piecesOf(contents: readonly SealedContent[], range: ByteRange): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const content of contents) {
    const start = Math.max(0, range.start - offset);
    const end = Math.min(content.size, range.end - offset);
    for (let at = start; at < end; ) {
      const index = Math.floor(at / SEGMENT_SIZE);
      const base = index * SEGMENT_SIZE;
      const to = Math.min(end - base, SEGMENT_SIZE);
      pieces.push({ content, index, from: at - base, to });
      at = base + to;
    }
    offset += content.size;
  }
  return pieces;
}

/** Segments that stay readable while they are read, although the object may be deleted meanwhile. */
class HeldPieces {
  readonly #pieces: readonly Piece[];
  readonly #dataKey: KeyObject;
  readonly #releases: readonly (() => void)[];

  constructor(pieces: readonly Piece[], dataKey: KeyObject) {
    this.#pieces = pieces;
    this.#dataKey = dataKey;
    const contents = new Set(pieces.map((piece) => piece.content));
    this.#releases = [...contents].map((content) => content.hold(this));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    // The next segment is read while a reader takes the one before. All go into one buffer, which is free again once its
    // segment is decrypted.
    let buffer: Buffer | undefined;
    let loading: Promise<Buffer> | undefined;
    try {
      for (const [at, piece] of this.#pieces.entries()) {
        const sealed = await (loading ?? this.#load(piece, buffer));
        const plaintext = openPiece(piece, this.#dataKey, sealed);
        if (piece.content.segments.kind === 'spilled') buffer = sealed;
        const next = this.#pieces[at + 1];
        loading = next && this.#load(next, buffer);
        yield plaintext;
      }
    } finally {
      await loading?.catch(() => {});
      for (const release of this.#releases) release();
    }
  }

  /** Begins to read the segment of a piece. Its error is thrown where it is waited for. */
  #load(piece: Piece, into: Buffer | undefined): Promise<Buffer> {
    const loading = (async () => piece.content.sealedSegment(piece.index, into))();
    loading.catch(() => {});
    return loading;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
