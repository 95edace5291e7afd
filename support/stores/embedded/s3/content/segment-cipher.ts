import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';

/** The plaintext bytes in a segment: a range read decrypts at least so many. */
export const SEGMENT_SIZE = 1024 * 1024;

const TAG_SIZE = 16;
const ALGORITHM = 'aes-256-gcm';

/** The place of a segment: the content among those under the same data key, and the segment in it. */
export interface SegmentPosition {
  /** Eight bytes that no two contents share. */
  readonly nonce: Buffer;
  readonly index: number;
}

/**
 * A segment as it is stored: ciphertext, then the authentication tag. The plaintext may come in pieces. The ciphertext has a
 * piece for each, which the caller joins or writes one after another.
 */
export function sealSegment(
  dataKey: KeyObject,
  position: SegmentPosition,
  plaintext: readonly Uint8Array[],
): Buffer[] {
  const cipher = createCipheriv(ALGORITHM, dataKey, initializationVector(position));
  const sealed: Buffer[] = [];
  for (const piece of plaintext) sealed.push(cipher.update(piece));
  cipher.final();
  sealed.push(cipher.getAuthTag());
  return sealed;
}

/**
 * The plaintext of a stored segment. Throws AwsError `InternalError` if it was sealed with another key,
 * position or content.
 */
export function openSegment(
  dataKey: KeyObject,
  position: SegmentPosition,
  sealed: Uint8Array,
): Buffer<ArrayBuffer> {
  const end = sealed.length - TAG_SIZE;
  const decipher = createDecipheriv(ALGORITHM, dataKey, initializationVector(position));
  decipher.setAuthTag(sealed.subarray(end));
  const plaintext = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.');
  }
  return plaintext;
}

/** The stored size of a segment of this many plaintext bytes. */
export function sealedSize(plaintextSize: number): number {
  return plaintextSize + TAG_SIZE;
}

function initializationVector(position: SegmentPosition): Buffer {
  const vector = Buffer.allocUnsafe(12);
  position.nonce.copy(vector);
  vector.writeUInt32BE(position.index, 8);
  return vector;
}
