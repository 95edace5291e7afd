import type { Payload } from '../aws/operations.ts';

/**
 * A payload that takes back its pieces. The memory of a piece is freed at once. V8 frees it only when it collects garbage, which it does after
 * 64 MiB of such pieces.
 */
export class ReturnablePayload implements AsyncIterable<Uint8Array> {
  readonly #pieces: AsyncIterable<Uint8Array<ArrayBuffer>>;

  /** The memory of each piece is its own: nothing else refers to it. */
  constructor(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>) {
    this.#pieces = pieces;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#pieces[Symbol.asyncIterator]();
  }
}

/** Gives a piece back to its payload, if that takes it: it is not read any more, and has no bytes from then on. */
export function giveBack(payload: Payload, { buffer }: Uint8Array): void {
  if (payload instanceof ReturnablePayload && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
