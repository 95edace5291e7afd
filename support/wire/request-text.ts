import type { HttpRequest } from './http.ts';

/** Asks a client for the body of a request, and reads it as text; undefined if it has more bytes, or is cut off. */
export async function requestText(
  { body, continue: sendContinue }: Pick<HttpRequest, 'body' | 'continue'>,
  most: number,
): Promise<string | undefined> {
  sendContinue?.();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      length += piece.length;
      if (length > most) return undefined;
      pieces.push(piece);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces).toString('utf8');
}
