import type { HttpRequest } from './http.ts';

/** The body of a request as text, for which the client is asked; undefined if it is longer than a number of bytes, or cut off. */
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
