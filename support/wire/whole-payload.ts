/**
 * A payload in memory, in one piece. It iterates like any other payload; code that knows it can write its bytes at once.
 */
export class WholePayload implements AsyncIterable<Uint8Array> {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    yield this.bytes;
  }
}
