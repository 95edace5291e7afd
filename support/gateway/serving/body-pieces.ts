import type { IncomingMessage } from 'node:http';
import { AwsError } from '../../aws/aws-error.ts';

/** How the pieces of a body are waited for. */
export interface PieceTerms {
  /** Milliseconds without a byte after which a body counts as given up. */
  readonly idle: number;
  /** Called when a body is given up. */
  readonly onGivenUp: () => void;
}

const DONE: IteratorResult<Uint8Array> = { done: true, value: undefined };

/**
 * The pieces of a body as they come. A piece that has already arrived is handed out without waiting, which is so for the whole
 * of most small bodies. Rejects with AwsError: IncompleteBody for a client that disconnects before the end, and S3's
 * RequestTimeout for one that sends nothing for too long.
 */
export class BodyPieces implements AsyncIterator<Uint8Array> {
  readonly #incoming: IncomingMessage;
  readonly #terms: PieceTerms;
  /** The bytes that are still to come, if the request says how long its body is. */
  #left: number;

  constructor(incoming: IncomingMessage, terms: PieceTerms) {
    this.#incoming = incoming;
    this.#terms = terms;
    // Node has refused a length that is no number, or that contradicts another header.
    this.#left = Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    try {
      const found = this.#arrived();
      return found === undefined ? this.#awaited() : Promise.resolve(found);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    // A refused body is still on its way: clients read the answer only once they have sent it all.
    this.#incoming.resume();
    return Promise.resolve(DONE);
  }

  /** The pieces that have arrived; undefined if they have to be waited for. Throws AwsError if no more will come. */
  #arrived(): IteratorResult<Uint8Array> | undefined {
    const incoming = this.#incoming;
    // The body of a request that says no length is at its end from the start.
    if (incoming.readableEnded) return DONE;
    const value: Uint8Array | null = incoming.read();
    if (value !== null) {
      this.#left -= value.length;
      return { done: false, value };
    }
    // The last byte comes before node says that the body is complete. Node ends a body only while it is read.
    if (this.#left === 0) incoming.resume();
    if (this.#left === 0 || (incoming.complete && incoming.readableLength === 0)) return DONE;
    if (incoming.destroyed) throw incompleteBody();
    return undefined;
  }

  #awaited(): Promise<IteratorResult<Uint8Array>> {
    const incoming = this.#incoming;
    const { idle, onGivenUp } = this.#terms;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Uint8Array>>();
    const settle = (settling: () => void) => {
      clearTimeout(timer);
      for (const event of EVENTS) incoming.off(event, onEvent);
      incoming.off('error', onError);
      settling();
    };
    const onEvent = () => {
      try {
        const found = this.#arrived();
        if (found !== undefined) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const onError = () => settle(() => reject(incompleteBody()));
    const timer = setTimeout(() => {
      settle(() => {
        onGivenUp();
        reject(requestTimeout());
      });
    }, idle);
    for (const event of EVENTS) incoming.on(event, onEvent);
    incoming.on('error', onError);
    return promise;
  }
}

/** The events after which there may be something to read, or never will be. */
const EVENTS = ['readable', 'end', 'close'] as const;

function incompleteBody(): AwsError {
  return new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly');
}

/**
 * Source: Amazon S3 API reference, "Error responses", RequestTimeout.
 * Undocumented: AWS does not say after how many seconds.
 */
function requestTimeout(): AwsError {
  return new AwsError(
    'RequestTimeout',
    400,
    'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  );
}
