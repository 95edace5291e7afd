import { Buffer } from 'node:buffer';
import { createHash, createHmac, type Hash, hash, timingSafeEqual } from 'node:crypto';
import { bodyRefusals } from './body-refusals.ts';
import type { SignedChunks } from './payload-expectation.ts';

const emptyHash = hash('sha256', '');

/**
 * Verifies the signatures of a signed `aws-chunked` body. Each signature covers the one before it.
 * Throws `SignatureDoesNotMatch` as soon as a chunk, or the trailer, is read and does not match its signature.
 *
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: transferring payload in
 * multiple chunks" and "Signature calculations for the authorization header: including trailing headers".
 */
export class ChunkSignatures {
  readonly #signed: SignedChunks;
  #previous: string;
  #chunk: Hash = createHash('sha256');

  constructor(signed: SignedChunks) {
    this.#signed = signed;
    this.#previous = signed.seedSignature;
  }

  update(data: Uint8Array): void {
    this.#chunk.update(data);
  }

  /** Verifies the chunk of the data read since the last chunk. */
  endChunk(signature: string): void {
    const chunkHash = this.#chunk.digest('hex');
    this.#chunk = createHash('sha256');
    this.#verify(signature, 'AWS4-HMAC-SHA256-PAYLOAD', `${emptyHash}\n${chunkHash}`);
  }

  /** Verifies the trailer: lines of `name:value`, each ended by a line feed. */
  endTrailer(signature: string, lines: string): void {
    this.#verify(signature, 'AWS4-HMAC-SHA256-TRAILER', hash('sha256', lines));
  }

  #verify(signature: string, algorithm: string, signedText: string): void {
    const { date, scope, signingKey } = this.#signed;
    const stringToSign = `${algorithm}\n${date}\n${scope}\n${this.#previous}\n${signedText}`;
    const expected = createHmac('sha256', signingKey).update(stringToSign).digest('hex');
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected)))
      throw bodyRefusals.wrongChunkSignature();
    this.#previous = expected;
  }
}
