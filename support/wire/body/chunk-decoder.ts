import { Buffer } from 'node:buffer';
import { bodyRefusals } from './body-refusals.ts';
import type { ChunkSignatures } from './chunk-signatures.ts';
import type { TrailerReader, Trailers } from './trailers.ts';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const longestLine = 4096;
const smallestChunk = 8192;
const unsignedHeader = /^([0-9a-fA-F]{1,12})$/;
const signedHeader = /^([0-9a-fA-F]{1,12});chunk-signature=([0-9a-f]{64})$/;

type State = 'header' | 'data' | 'data-end' | 'trailer' | 'end';

/**
 * Removes the framing of an `aws-chunked` body that arrives in pieces of any size. The framing is
 * `size;chunk-signature=…` and data for each chunk, then a chunk of size 0, trailers and an empty line. The data of a
 * piece is passed on at once.
 */
export class ChunkDecoder {
  readonly #signatures: ChunkSignatures | undefined;
  readonly #trailer: TrailerReader;
  #state: State = 'header';
  #line = '';
  #remaining = 0;
  #signature = '';
  #chunks = 0;
  #smallChunk: number | undefined;
  #trailerOpen = false;

  constructor(signatures: ChunkSignatures | undefined, trailer: TrailerReader) {
    this.#signatures = signatures;
    this.#trailer = trailer;
  }

  /** The payload in a piece of the body. Throws the errors of `bodyRefusals`. */
  *decode(piece: Uint8Array): Generator<Uint8Array, void> {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let offset = 0;
    while (offset < buffer.length) {
      if (this.#state === 'data') {
        const data = buffer.subarray(offset, offset + this.#remaining);
        offset += data.length;
        this.#take(data);
        yield data;
      } else if (this.#state === 'end') {
        throw bodyRefusals.malformedChunk('bytes follow the final chunk');
      } else {
        offset = this.#readLine(buffer, offset);
      }
    }
  }

  /** Must be called when the body has ended. Throws `IncompleteBody` if it ended too early. */
  end(): Trailers {
    if (this.#state !== 'end') throw bodyRefusals.terminated();
    return this.#trailer.end();
  }

  #take(data: Uint8Array): void {
    this.#signatures?.update(data);
    this.#remaining -= data.length;
    if (this.#remaining === 0) this.#state = 'data-end';
  }

  #readLine(buffer: Buffer, offset: number): number {
    const end = buffer.indexOf(lineFeed, offset);
    const stop = end < 0 ? buffer.length : end + 1;
    if (this.#line.length + stop - offset > longestLine)
      throw bodyRefusals.malformedChunk('a line is too long');
    this.#line += buffer.toString('latin1', offset, stop);
    if (end < 0) return stop;
    const line = this.#line;
    this.#line = '';
    if (line.charCodeAt(line.length - 2) === carriageReturn) this.#lineRead(line.slice(0, -2));
    else if (this.#state === 'trailer') this.#openTrailerRead(line.slice(0, -1));
    else throw bodyRefusals.malformedChunk('a line does not end in CRLF');
    return stop;
  }

  #lineRead(line: string): void {
    if (this.#state === 'header') this.#startChunk(line);
    else if (this.#state === 'data-end') this.#endChunk(line);
    else if (line !== '') this.#trailer.read(line);
    else if (this.#trailerOpen) this.#trailerOpen = false;
    else this.#state = 'end';
  }

  /** AWS's own example, and some clients, end a trailer with a line feed, as it is signed, followed by CRLF. */
  #openTrailerRead(line: string): void {
    this.#trailer.read(line);
    this.#trailerOpen = true;
  }

  #startChunk(line: string): void {
    const header = (this.#signatures ? signedHeader : unsignedHeader).exec(line);
    if (!header) throw bodyRefusals.malformedChunk('a chunk header is not valid');
    const [, size = '', signature = ''] = header;
    this.#remaining = Number.parseInt(size, 16);
    this.#signature = signature;
    if (this.#remaining === 0) {
      this.#signatures?.endChunk(signature);
      this.#state = 'trailer';
      return;
    }
    if (this.#smallChunk !== undefined) throw bodyRefusals.smallChunk(this.#chunks, this.#smallChunk);
    if (this.#remaining < smallestChunk) this.#smallChunk = this.#remaining;
    this.#chunks++;
    this.#state = 'data';
  }

  #endChunk(line: string): void {
    if (line !== '') throw bodyRefusals.malformedChunk('a chunk is longer than its header says');
    this.#signatures?.endChunk(this.#signature);
    this.#state = 'header';
  }
}
