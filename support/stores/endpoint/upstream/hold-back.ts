/**
 * The pieces of a body, each given on only when the next one has come, and the last one only when the body has ended
 * well: checksums are verified at the end, and who has not got the last piece does not store the others.
 */
export async function* allButTheLast(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  for await (const piece of body) {
    if (piece.length === 0) continue;
    if (held !== undefined) yield held;
    held = piece;
  }
  if (held !== undefined) yield held;
}
