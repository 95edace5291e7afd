import type { KeyObject } from 'node:crypto';

/** The content of an import token. */
export interface ImportParameters {
  readonly keyArn: string;
  readonly algorithm: ServedAlgorithm;
  readonly privateKey: KeyObject;
  readonly validTo: Date;
}

/** The wrapping algorithms of key material, each with the hash of its OAEP. */
export const WRAPPING_HASHES = {
  RSAES_OAEP_SHA_1: 'sha1',
  RSAES_OAEP_SHA_256: 'sha256',
  RSA_AES_KEY_WRAP_SHA_1: 'sha1',
  RSA_AES_KEY_WRAP_SHA_256: 'sha256',
} as const;

/** A wrapping algorithm that keyhole serves. */
export type ServedAlgorithm = keyof typeof WRAPPING_HASHES;
