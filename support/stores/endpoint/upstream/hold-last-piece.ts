/**
 * Passes on each piece of a body when the next one has come, and the last piece when the body has ended well.
 * Checksums are verified at the end. A store that never gets the last piece discards the rest.
 */
export async function* holdLastPiece(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  for await (const piece of body) {
    if (piece.length === 0) continue;
    if (held !== undefined) yield held;
    held = piece;
  }
  if (held !== undefined) yield held;
}
