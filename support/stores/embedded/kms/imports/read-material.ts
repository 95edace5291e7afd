import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { kmsError } from '../../../../aws/kms-error.ts';
import { isServedKeySpec } from '../../../../aws/kms-key-specs.ts';
import { type KeyMaterial, keyPairSpecs, materialId, materialVersion } from '../key-material.ts';
import type { KmsKey } from '../kms-state.ts';

/** The length in bytes of a secret, for each spec that has no key pair. */
const secretLengths: Readonly<Record<string, number>> = {
  SYMMETRIC_DEFAULT: 32,
  HMAC_224: 28,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
};

/** Node.js's names of the curves that have another name in JWKs. */
const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** Key material as it was imported, with its id. */
export interface ReadMaterial {
  readonly id: string;
  readonly material: KeyMaterial;
}

/**
 * Reads key material for a key: a secret of the length of its spec, or a private key of its spec in DER (PKCS #8).
 * Throws IncorrectKeyMaterialException, without a text.
 *
 * Source: AWS KMS developer guide, "Importing key material for AWS KMS keys", requirements.
 */
export function readMaterial(key: KmsKey, bytes: Buffer, now: Date): ReadMaterial {
  const id = materialId(bytes, key.arn);
  const length = secretLengths[key.spec];
  if (length === undefined) return { id, material: { kind: 'asymmetric', ...readPair(key, bytes) } };
  if (bytes.length !== length) throw kmsError('IncorrectKeyMaterialException');
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    return { id, material: { kind: 'mac', secret: createSecretKey(bytes) } };
  const version = materialVersion(bytes, { id, since: now });
  return { id, material: { kind: 'symmetric', versions: [version] } };
}

function readPair(key: KmsKey, der: Buffer) {
  const privateKey = privateKeyFrom(der);
  const { modulusLength, namedCurve = '' } = privateKey.asymmetricKeyDetails ?? {};
  const { spec } = key;
  const expected = isServedKeySpec(spec) && spec in keyPairSpecs ? sizeOf(spec) : undefined;
  if (expected !== (modulusLength ?? curves[namedCurve] ?? namedCurve)) {
    throw kmsError('IncorrectKeyMaterialException');
  }
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function sizeOf(spec: string): string | number | undefined {
  return new Map<string, string | number>(Object.entries(keyPairSpecs)).get(spec);
}

function privateKeyFrom(der: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    throw kmsError('IncorrectKeyMaterialException');
  }
}
