import { createSecretKey, randomBytes } from 'node:crypto';
import type {
  EncryptionAlgorithmSpec,
  KeySpec,
  KeyUsageType,
  MacAlgorithmSpec,
  SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';
import { generatePair, type KeyMaterial, type KeyPairSpec, newMaterialVersion } from './key-material.ts';

/** What a key spec can be used for, and how its material is made. */
export interface KeySpecFacts {
  readonly usages: readonly KeyUsageType[];
  readonly encryption: readonly EncryptionAlgorithmSpec[];
  readonly signing: readonly SigningAlgorithmSpec[];
  readonly mac: readonly MacAlgorithmSpec[];
  readonly generate: (now: Date) => KeyMaterial | Promise<KeyMaterial>;
}

/** KMS's HMAC key specs that keyhole has. */
type HmacSpec = 'HMAC_224' | 'HMAC_256' | 'HMAC_384' | 'HMAC_512';

/** Every key spec keyhole can create. */
export type ServedKeySpec = 'SYMMETRIC_DEFAULT' | KeyPairSpec | HmacSpec;

/**
 * The key specs, in the order of KMS's API model, each with its usages and algorithms.
 *
 * Differs: SM2, ML_DSA_*, ML_KEM_* and ECC_NIST_EDWARDS25519 keys cannot be created; CreateKey refuses them
 * by name.
 *
 * Source: AWS KMS developer guide, "Key spec reference".
 */
export const keySpecs: Readonly<Record<ServedKeySpec, KeySpecFacts>> = {
  RSA_2048: rsa('RSA_2048'),
  RSA_3072: rsa('RSA_3072'),
  RSA_4096: rsa('RSA_4096'),
  ECC_NIST_P256: elliptic('ECC_NIST_P256', 'ECDSA_SHA_256'),
  ECC_NIST_P384: elliptic('ECC_NIST_P384', 'ECDSA_SHA_384'),
  ECC_NIST_P521: elliptic('ECC_NIST_P521', 'ECDSA_SHA_512'),
  ECC_SECG_P256K1: elliptic('ECC_SECG_P256K1', 'ECDSA_SHA_256'),
  SYMMETRIC_DEFAULT: {
    usages: ['ENCRYPT_DECRYPT'],
    encryption: ['SYMMETRIC_DEFAULT'],
    signing: [],
    mac: [],
    generate: (now) => ({ kind: 'symmetric', versions: [newMaterialVersion(now)] }),
  },
  HMAC_224: hmac('HMAC_SHA_224', 28),
  HMAC_256: hmac('HMAC_SHA_256', 32),
  HMAC_384: hmac('HMAC_SHA_384', 48),
  HMAC_512: hmac('HMAC_SHA_512', 64),
};

/** True for a key spec that keyhole can create. */
export function isServedKeySpec(spec: string): spec is ServedKeySpec {
  return Object.hasOwn(keySpecs, spec);
}

/** The facts of the spec of an existing key. */
export function factsOf(spec: KeySpec): KeySpecFacts {
  if (!isServedKeySpec(spec)) throw new Error(`No key can have the spec ${spec}`);
  return keySpecs[spec];
}

function rsa(spec: KeyPairSpec): KeySpecFacts {
  return {
    usages: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
    encryption: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
    signing: [
      'RSASSA_PKCS1_V1_5_SHA_256',
      'RSASSA_PKCS1_V1_5_SHA_384',
      'RSASSA_PKCS1_V1_5_SHA_512',
      'RSASSA_PSS_SHA_256',
      'RSASSA_PSS_SHA_384',
      'RSASSA_PSS_SHA_512',
    ],
    mac: [],
    generate: async () => ({ kind: 'asymmetric', ...(await generatePair(spec)) }),
  };
}

function elliptic(spec: KeyPairSpec, algorithm: SigningAlgorithmSpec): KeySpecFacts {
  return {
    usages: spec === 'ECC_SECG_P256K1' ? ['SIGN_VERIFY'] : ['SIGN_VERIFY', 'KEY_AGREEMENT'],
    encryption: [],
    signing: [algorithm],
    mac: [],
    generate: async () => ({ kind: 'asymmetric', ...(await generatePair(spec)) }),
  };
}

function hmac(algorithm: MacAlgorithmSpec, bytes: number): KeySpecFacts {
  return {
    usages: ['GENERATE_VERIFY_MAC'],
    encryption: [],
    signing: [],
    mac: [algorithm],
    generate: () => ({ kind: 'mac', secret: createSecretKey(randomBytes(bytes)) }),
  };
}
