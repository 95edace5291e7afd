import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { BoundedMap } from '../../../aws/bounded-map.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { randomBytes } from '../shared/random-bytes.ts';
import { canonicalContext, type EncryptionContext } from './encryption-context.ts';
import { currentVersion, type MaterialVersion, type SymmetricMaterial } from './key-material.ts';
import type { KmsKey, KmsState } from './kms-state.ts';

/**
 * A symmetric ciphertext names its key and key material itself, as on AWS:
 *
 *   version 1 | key fingerprint 16 | key material handle 16 | nonce 12 | AES-256-GCM ciphertext | tag 16
 *
 * No byte can be changed. The first bytes choose the key material, which belongs to one key alone. AES-GCM
 * authenticates the rest, with the encryption context.
 */
const VERSION = 1;
const FINGERPRINT = 1;
const HANDLE = 17;
const NONCE = 33;
const BODY = 45;
const TAG_LENGTH = 16;
const ALGORITHM = 'aes-256-gcm';

/** A key with symmetric material. */
export type SymmetricKey = KmsKey & { readonly material: SymmetricMaterial };

/** True for a key that {@link seal} and {@link open} work with. */
export function isSymmetric(key: KmsKey): key is SymmetricKey {
  return key.material?.kind === 'symmetric';
}

/** A ciphertext with the key material that made it. */
export interface Sealed {
  readonly blob: Uint8Array;
  readonly material: MaterialVersion;
}

/** A plaintext with the key material that opened it. */
export interface Opened {
  readonly plaintext: Uint8Array;
  readonly material: MaterialVersion;
}

/** How ciphertexts name a key: a hash of its ARN, one character a byte. */
export function fingerprintOf(keyArn: string): string {
  return createHash('sha256').update(keyArn).digest().toString('latin1', 0, 16);
}

/** Encrypts under the current material of a symmetric key, bound to the encryption context. */
export function seal(
  key: SymmetricKey,
  plaintext: Uint8Array,
  context: EncryptionContext | undefined,
): Sealed {
  const material = currentVersion(key.material);
  // It is kept as long as what it encrypts. A short buffer that is not slow is a part of 64 KB, and would keep all of them.
  const blob = Buffer.allocUnsafeSlow(BODY + plaintext.length + TAG_LENGTH);
  blob[0] = VERSION;
  blob.write(key.fingerprint, FINGERPRINT, 'latin1');
  material.handle.copy(blob, HANDLE);
  randomBytes(BODY - NONCE).copy(blob, NONCE);
  const cipher = createCipheriv(ALGORITHM, material.secret, blob.subarray(NONCE, BODY));
  cipher.setAAD(Buffer.from(canonicalContext(context)));
  cipher.update(plaintext).copy(blob, BODY);
  cipher.final();
  cipher.getAuthTag().copy(blob, BODY + plaintext.length);
  return { blob, material };
}

/**
 * Decrypts what {@link seal} made with any version of the key's material. Throws InvalidCiphertextException,
 * without a message as on AWS, for ciphertexts that are damaged, made up or of another key, and for another
 * encryption context.
 */
export function open(
  key: SymmetricKey,
  ciphertext: Uint8Array,
  context: EncryptionContext | undefined,
): Opened {
  const blob = bytesOf(ciphertext);
  const material = materialOf(key, blob);
  return { plaintext: deciphered(blob, material, canonicalContext(context)), material };
}

/** A data key that was opened, with what opened it. */
interface OpenedDataKey extends Opened {
  readonly context: string;
}

/** The data keys that were opened last, by their ciphertexts, which do not change. */
const opened = new BoundedMap<OpenedDataKey, Uint8Array>(1000);

/**
 * The plaintext of a data key, as {@link open} gives it; callers only read it. A data key is opened for each read of what it
 * encrypts. The same bytes, key material and context always give the same plaintext, so it is kept for the next read. The key
 * must still have the material.
 */
export function openDataKey(key: SymmetricKey, ciphertext: Uint8Array, pairs: EncryptionContext): Uint8Array {
  const blob = bytesOf(ciphertext);
  const material = materialOf(key, blob);
  const context = canonicalContext(pairs);
  const known = opened.get(ciphertext);
  if (known?.material === material && known.context === context) return known.plaintext;
  const plaintext = deciphered(blob, material, context);
  opened.set(ciphertext, { plaintext, material, context });
  return plaintext;
}

/** The version of a key's material that made a ciphertext. Throws as {@link open} does. */
function materialOf(key: SymmetricKey, blob: Buffer): MaterialVersion {
  const isOfKey = blob.length >= BODY + TAG_LENGTH && blob[0] === VERSION;
  if (isOfKey && blob.toString('latin1', FINGERPRINT, HANDLE) === key.fingerprint) {
    for (const version of key.material.versions) {
      if (blob.compare(version.handle, 0, undefined, HANDLE, NONCE) === 0) return version;
    }
  }
  throw kmsError('InvalidCiphertextException');
}

function deciphered(blob: Buffer, material: MaterialVersion, context: string): Buffer {
  const end = blob.length - TAG_LENGTH;
  const decipher = createDecipheriv(ALGORITHM, material.secret, blob.subarray(NONCE, BODY));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(blob.subarray(end));
  const plaintext = decipher.update(blob.subarray(BODY, end));
  try {
    decipher.final();
  } catch {
    throw kmsError('InvalidCiphertextException');
  }
  return plaintext;
}

/** The ARN of the key that a symmetric ciphertext names; undefined if this state has no such key. */
export function keyOfCiphertext(state: KmsState, ciphertext: Uint8Array): string | undefined {
  if (ciphertext.length < BODY + TAG_LENGTH || ciphertext[0] !== VERSION) return undefined;
  return state.arnsByFingerprint.get(bytesOf(ciphertext).toString('latin1', FINGERPRINT, HANDLE));
}

function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
