import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomBytes } from './random-bytes.ts';

const NONCE_SIZE = 12;
const TAG_SIZE = 16;
const ALGORITHM = 'aes-256-gcm';

/** A data key sealed under another 256-bit key and bound to a name, such as the object's ARN. */
export function wrapKey(wrappingKey: KeyObject, dataKey: Uint8Array, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = createCipheriv(ALGORITHM, wrappingKey, nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const ciphertext = cipher.update(dataKey);
  cipher.final();
  return Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
}

/** Unwraps a data key; undefined for another wrapping key or name. */
export function unwrapKey(wrappingKey: KeyObject, wrapped: Uint8Array, boundTo: string): Buffer | undefined {
  const end = wrapped.length - TAG_SIZE;
  const decipher = createDecipheriv(ALGORITHM, wrappingKey, wrapped.subarray(0, NONCE_SIZE));
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(wrapped.subarray(end));
  const dataKey = decipher.update(wrapped.subarray(NONCE_SIZE, end));
  try {
    decipher.final();
    return dataKey;
  } catch {
    return undefined;
  }
}
