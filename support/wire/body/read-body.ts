import { Buffer } from 'node:buffer';
import { bodyClaims } from './body-claims.ts';
import { bodyRefusals } from './body-refusals.ts';
import { type BodyToRead, verifiedBody } from './verified-body.ts';

/**
 * Reads a whole body of at most `limit` bytes into memory and verifies it as `streamBody` does. Content-Length may be
 * missing, because the body is not an object.
 *
 * Throws `MaxMessageLengthExceeded`, `IncompleteBody`, `XAmzContentSHA256Mismatch`, `BadDigest`, `InvalidDigest`, …
 */
export async function readBody(options: BodyToRead & { readonly limit: number }): Promise<Uint8Array> {
  const { head, expectation, limit } = options;
  const claims = bodyClaims(head, expectation);
  if ((claims.length ?? 0) > limit) throw bodyRefusals.tooLong(limit);
  const terms = { limit, tooLong: bodyRefusals.tooLong, defaultChecksum: undefined };
  const pieces: Uint8Array[] = [];
  for await (const piece of verifiedBody(options, claims, terms).payload) pieces.push(piece);
  const [first, ...more] = pieces;
  if (!first) return new Uint8Array();
  return more.length === 0 ? first : Buffer.concat(pieces);
}
