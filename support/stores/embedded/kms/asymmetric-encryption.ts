import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { KeySpec } from '@aws-sdk/client-kms';
import { kmsError } from '../../../aws/kms-error.ts';
import type { KeyPair } from './key-material.ts';

const hashes: Readonly<Record<string, { readonly oaepHash: string; readonly bytes: number }>> = {
  RSAES_OAEP_SHA_1: { oaepHash: 'sha1', bytes: 20 },
  RSAES_OAEP_SHA_256: { oaepHash: 'sha256', bytes: 32 },
};

/** Encrypts under a public RSA key. Throws ValidationException for more bytes than fit the algorithm. */
export function encryptAsymmetric(
  pair: KeyPair & { readonly spec: KeySpec },
  algorithm: string,
  plaintext: Uint8Array,
): Uint8Array {
  const { oaepHash, bytes } = hashOf(algorithm);
  const most = (pair.publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - 2 * bytes - 2;
  if (plaintext.length > most) {
    throw kmsError(
      'ValidationException',
      `Algorithm ${algorithm} and key spec ${pair.spec} cannot encrypt data larger than ${most} bytes.`,
    );
  }
  return publicEncrypt({ ...padded(pair.publicKey), oaepHash }, plaintext);
}

/**
 * Decrypts with a private RSA key. Throws InvalidCiphertextException for bytes that its public key did not
 * encrypt.
 */
export function decryptAsymmetric(pair: KeyPair, algorithm: string, ciphertext: Uint8Array): Uint8Array {
  try {
    return privateDecrypt({ ...padded(pair.privateKey), oaepHash: hashOf(algorithm).oaepHash }, ciphertext);
  } catch {
    throw kmsError('InvalidCiphertextException');
  }
}

function padded(key: KeyObject): { readonly key: KeyObject; readonly padding: number } {
  return { key, padding: constants.RSA_PKCS1_OAEP_PADDING };
}

function hashOf(algorithm: string): { readonly oaepHash: string; readonly bytes: number } {
  const hash = hashes[algorithm];
  if (hash === undefined) throw new Error(`${algorithm} is no RSA encryption algorithm`);
  return hash;
}
