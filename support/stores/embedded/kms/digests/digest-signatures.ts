import type { SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import type { KeyPair } from '../key-material.ts';
import { signEcdsaDigest, verifyEcdsaDigest } from './ecdsa-digests.ts';
import {
  type DigestHash,
  signPkcs1Digest,
  signPssDigest,
  verifyPkcs1Digest,
  verifyPssDigest,
} from './rsa-digests.ts';

/** Signs a digest that the caller computed: a message of the type DIGEST (AWS KMS API reference, Sign). */
export function signDigest(pair: KeyPair, algorithm: SigningAlgorithmSpec, digest: Uint8Array): Buffer {
  if (algorithm.startsWith('ECDSA')) return signEcdsaDigest(pair.privateKey, digest);
  const signRsa = algorithm.startsWith('RSASSA_PSS') ? signPssDigest : signPkcs1Digest;
  return signRsa(pair.privateKey, hashOf(algorithm), digest);
}

/** True for a signature of the digest. */
export function verifyDigest(
  pair: KeyPair,
  algorithm: SigningAlgorithmSpec,
  { digest, signature }: { readonly digest: Uint8Array; readonly signature: Uint8Array },
): boolean {
  if (algorithm.startsWith('ECDSA')) return verifyEcdsaDigest(pair.privateKey, digest, signature);
  const verifyRsa = algorithm.startsWith('RSASSA_PSS') ? verifyPssDigest : verifyPkcs1Digest;
  return verifyRsa(pair.publicKey, { hash: hashOf(algorithm), digest, signature });
}

/** `RSASSA_PSS_SHA_256` → `sha256` */
export function hashOf(algorithm: SigningAlgorithmSpec): DigestHash {
  if (algorithm.endsWith('SHA_256')) return 'sha256';
  if (algorithm.endsWith('SHA_384')) return 'sha384';
  if (algorithm.endsWith('SHA_512')) return 'sha512';
  throw new TypeError(`No key can have the algorithm ${algorithm}`);
}
