import { randomBytes } from '../../shared/random-bytes.ts';
import type { Sealed } from '../content/seal-content.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';

/**
 * The ETag of an object that was put whole, in quotes. With SSE-S3 it is the MD5 of the bytes; with other
 * keys it says nothing about them.
 *
 * Source: Amazon S3 API reference, Object, section "ETag".
 */
export function etagOf(sealed: Sealed, encryption: ObjectEncryption): string {
  const hex = hasMd5(encryption) ? sealed.md5 : randomBytes(16).toString('hex');
  return `"${hex ?? ''}"`;
}

/** True if the entity tag of an object under this encryption is an MD5. */
export function hasMd5(encryption: ObjectEncryption): boolean {
  return encryption.algorithm === 'AES256';
}
