import { createECDH, type ECDH, type KeyObject } from 'node:crypto';
import { derIntegers, parseDerIntegers } from './der-integers.ts';

/** A curve by its name in JWKs: its name in Node.js, and the order of its base point (SEC 2, version 2.0). */
const curves: Readonly<Record<string, { readonly name: string; readonly order: bigint }>> = {
  'P-256': {
    name: 'prime256v1',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'secp384r1',
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  'P-521': {
    name: 'secp521r1',
    order:
      0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
  secp256k1: {
    name: 'secp256k1',
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
};

/**
 * Signs a digest, which node:crypto cannot: it hashes what it signs. No curve of KMS has a shorter order than the
 * digest that goes with it, so that no digest is cut.
 *
 * Source: FIPS 186-5, section 6.4.1. The points are node:crypto's.
 */
export function signEcdsaDigest(privateKey: KeyObject, digest: Uint8Array): Buffer {
  const { name, order, secret } = parametersOf(privateKey);
  const once = createECDH(name);
  once.generateKeys();
  const r = mod(abscissa(once), order);
  const s = mod(inverse(number(once.getPrivateKey()), order) * (number(digest) + r * secret), order);
  return r === 0n || s === 0n ? signEcdsaDigest(privateKey, digest) : derIntegers(r, s);
}

/**
 * True for a signature of the digest. The verifier holds the private key, so the point to compare with is a
 * multiple of the base point alone: (digest + r · secret) / s.
 *
 * Source: FIPS 186-5, section 6.4.2.
 */
export function verifyEcdsaDigest(privateKey: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const { name, order, secret } = parametersOf(privateKey);
  const [r, s] = parseDerIntegers(signature) ?? [0n, 0n];
  if (r <= 0n || r >= order || s <= 0n || s >= order) return false;
  const multiple = mod(inverse(s, order) * (number(digest) + r * secret), order);
  if (multiple === 0n) return false;
  const point = createECDH(name);
  point.setPrivateKey(
    Buffer.from(multiple.toString(16).padStart(Math.ceil(order.toString(16).length / 2) * 2, '0'), 'hex'),
  );
  return mod(abscissa(point), order) === r;
}

function parametersOf(privateKey: KeyObject) {
  const { crv = '', d = '' } = privateKey.export({ format: 'jwk' });
  const curve = curves[crv];
  if (curve === undefined) throw new TypeError(`No key of KMS is on the curve ${crv}`);
  return { ...curve, secret: number(Buffer.from(d, 'base64url')) };
}

/** Of an uncompressed point: a byte 4, then both coordinates. */
function abscissa(point: ECDH): bigint {
  const bytes = point.getPublicKey();
  return number(bytes.subarray(1, (bytes.length + 1) / 2));
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** By Euclid's extended algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, mod(value, modulus)];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return mod(factor, modulus);
}
