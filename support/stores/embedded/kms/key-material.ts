import { createHash, createSecretKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ExpirationModelType } from '@aws-sdk/client-kms';

/** The secret that a key computes with, by the kind of its key spec. */
export type KeyMaterial = SymmetricMaterial | MacMaterial | AsymmetricMaterial;

/** AES-256 key material in all its versions: the last encrypts, each decrypts what it encrypted. */
export interface SymmetricMaterial {
  readonly kind: 'symmetric';
  readonly versions: readonly [MaterialVersion, ...MaterialVersion[]];
}

/** One version of symmetric key material. */
export interface MaterialVersion {
  /** The key material id: 64 hexadecimal digits. */
  readonly id: string;
  /** The first half of the id in bytes: how ciphertexts name the version. */
  readonly handle: Buffer;
  readonly secret: KeyObject;
  readonly since: Date;
}

/** The secret of an HMAC key. */
export interface MacMaterial {
  readonly kind: 'mac';
  readonly secret: KeyObject;
}

/** The key pair of an asymmetric key. */
export interface AsymmetricMaterial extends KeyPair {
  readonly kind: 'asymmetric';
}

/** A public key and its private key. */
export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Key material that was imported into a key; only symmetric keys can have several. Source: AWS KMS API reference,
 * RotationsListEntry. */
export interface ImportedMaterial {
  /** 64 hexadecimal digits: the same material in the same key always has the same. */
  readonly id: string;
  /** Undefined once it is deleted or has expired: the same material must then be imported again. */
  readonly material?: KeyMaterial | undefined;
  readonly state: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION';
  readonly expirationModel: ExpirationModelType;
  /** When it expires, if it does. */
  readonly validTo?: Date | undefined;
  readonly description?: string | undefined;
  /** The date of its rotation; the first material has none. */
  readonly rotated?: Date | undefined;
}

/** New AES-256 material for a key. The id is a hash of the material, so it gives nothing away. */
export function newMaterialVersion(since: Date): MaterialVersion {
  const bytes = randomBytes(32);
  return materialVersion(bytes, { id: materialId(bytes), since });
}

/** AES-256 material of given bytes. */
export function materialVersion(
  bytes: Uint8Array,
  { id, since }: Pick<MaterialVersion, 'id' | 'since'>,
): MaterialVersion {
  return { id, handle: Buffer.from(id, 'hex').subarray(0, 16), secret: createSecretKey(bytes), since };
}

/** The id of key material: a hash of it and, if it is imported, of its key. */
export function materialId(bytes: Uint8Array, keyArn = ''): string {
  return createHash('sha256').update(`key material ${keyArn}`).update(bytes).digest('hex');
}

/** The version of symmetric material that encrypts now. */
export function currentVersion({ versions }: SymmetricMaterial): MaterialVersion {
  return versions.at(-1) ?? versions[0];
}

const generate = promisify(generateKeyPair);

/** The key pair specs that keyhole can generate, with the elliptic curve or the modulus length of each. */
export const keyPairSpecs = {
  RSA_2048: 2048,
  RSA_3072: 3072,
  RSA_4096: 4096,
  ECC_NIST_P256: 'P-256',
  ECC_NIST_P384: 'P-384',
  ECC_NIST_P521: 'P-521',
  ECC_SECG_P256K1: 'secp256k1',
} as const satisfies Record<string, number | string>;

/** The name of a key pair spec that {@link generatePair} takes. */
export type KeyPairSpec = keyof typeof keyPairSpecs;

/** A new key pair; RSA takes up to some seconds. */
export function generatePair(spec: KeyPairSpec): Promise<KeyPair> {
  const size = keyPairSpecs[spec];
  return typeof size === 'number'
    ? generate('rsa', { modulusLength: size })
    : generate('ec', { namedCurve: size });
}
