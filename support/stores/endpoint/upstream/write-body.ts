import type { ClientRequest } from 'node:http';

/**
 * Writes a body as fast as it is read, each piece when the next one has come. The last piece follows when the body has ended well
 * and `beforeEnd` has found nothing. Checksums are verified at the end. A store that never gets the last piece discards the rest.
 */
export async function writeBody(
  request: ClientRequest,
  body: AsyncIterable<Uint8Array>,
  beforeEnd: (() => Promise<void>) | undefined,
): Promise<void> {
  let held: Uint8Array | undefined;
  for await (const piece of body) {
    if (request.destroyed) return;
    if (piece.length === 0) continue;
    if (held !== undefined && !request.write(held)) await drained(request);
    held = piece;
  }
  await beforeEnd?.();
  // Together with the head, if it is the only piece.
  request.end(held);
}

function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      request.off('drain', done).off('close', done);
      resolve();
    };
    request.on('drain', done).on('close', done);
  });
}
