import type {
  EncryptionAlgorithmSpec,
  KeySpec,
  KeyUsageType,
  MacAlgorithmSpec,
  SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';

/** The usages of a key spec, and the algorithms of each. */
interface KeySpecFacts {
  readonly usages: readonly KeyUsageType[];
  readonly encryption: readonly EncryptionAlgorithmSpec[];
  readonly signing: readonly SigningAlgorithmSpec[];
  readonly mac: readonly MacAlgorithmSpec[];
}

const RSA: KeySpecFacts = {
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
};

/**
 * The key specs that keyhole supports, in the order of KMS's API model, each with its usages and algorithms.
 *
 * Differs: SM2, ML_DSA_*, ML_KEM_* and ECC_NIST_EDWARDS25519 keys cannot be created; CreateKey refuses them by name.
 *
 * Source: AWS KMS developer guide, "Key spec reference".
 */
export const keySpecs = {
  RSA_2048: RSA,
  RSA_3072: RSA,
  RSA_4096: RSA,
  ECC_NIST_P256: elliptic('ECDSA_SHA_256'),
  ECC_NIST_P384: elliptic('ECDSA_SHA_384'),
  ECC_NIST_P521: elliptic('ECDSA_SHA_512'),
  ECC_SECG_P256K1: { ...elliptic('ECDSA_SHA_256'), usages: ['SIGN_VERIFY'] },
  SYMMETRIC_DEFAULT: {
    usages: ['ENCRYPT_DECRYPT'],
    encryption: ['SYMMETRIC_DEFAULT'],
    signing: [],
    mac: [],
  },
  HMAC_224: hmac('HMAC_SHA_224'),
  HMAC_256: hmac('HMAC_SHA_256'),
  HMAC_384: hmac('HMAC_SHA_384'),
  HMAC_512: hmac('HMAC_SHA_512'),
} as const satisfies { readonly [S in KeySpec]?: KeySpecFacts };

/** Every key spec that keyhole can create. */
export type ServedKeySpec = keyof typeof keySpecs;

/** True for a key spec that keyhole can create. */
export function isServedKeySpec(spec: string): spec is ServedKeySpec {
  return Object.hasOwn(keySpecs, spec);
}

/** The facts of the spec of an existing key. Throws Error for a spec that keyhole does not support. */
export function factsOf(spec: KeySpec): KeySpecFacts {
  if (!isServedKeySpec(spec)) throw new Error(`No key can have the spec ${spec}`);
  return keySpecs[spec];
}

function elliptic(algorithm: SigningAlgorithmSpec): KeySpecFacts {
  return { usages: ['SIGN_VERIFY', 'KEY_AGREEMENT'], encryption: [], signing: [algorithm], mac: [] };
}

function hmac(algorithm: MacAlgorithmSpec): KeySpecFacts {
  return { usages: ['GENERATE_VERIFY_MAC'], encryption: [], signing: [], mac: [algorithm] };
}
