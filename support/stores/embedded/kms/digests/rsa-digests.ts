import {
  constants,
  createHash,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
} from 'node:crypto';

/** The hash that made a digest. */
export type DigestHash = 'sha256' | 'sha384' | 'sha512';

/** A digest, its hash function, and the signature to be checked. */
export interface SignedDigest {
  readonly hash: DigestHash;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

/** The DER before each digest in a DigestInfo (RFC 8017, section 9.2, note 1). */
const digestInfos: Readonly<Record<DigestHash, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Signs a digest as RSASSA-PKCS1-v1_5 does (RFC 8017, section 8.2). */
export function signPkcs1Digest(privateKey: KeyObject, hash: DigestHash, digest: Uint8Array): Buffer {
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo(hash, digest));
}

/** True for a signature of the digest as RSASSA-PKCS1-v1_5 makes it. */
export function verifyPkcs1Digest(publicKey: KeyObject, { hash, digest, signature }: SignedDigest): boolean {
  return opened(publicKey, constants.RSA_PKCS1_PADDING, signature)?.equals(digestInfo(hash, digest)) ?? false;
}

/** Signs a digest as RSASSA-PSS does, with a salt as long as the digest (RFC 8017, sections 8.1 and 9.1.1). */
export function signPssDigest(privateKey: KeyObject, hash: DigestHash, digest: Uint8Array): Buffer {
  const salt = randomBytes(digest.length);
  const hashed = saltedHash(hash, digest, salt);
  const length = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const block = Buffer.alloc(length - hashed.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const encoded = Buffer.concat([masked(hash, block, hashed), hashed, Buffer.of(0xbc)]);
  return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encoded);
}

/** True for a signature of the digest as RSASSA-PSS makes it, with a salt as long as the digest. */
export function verifyPssDigest(publicKey: KeyObject, { hash, digest, signature }: SignedDigest): boolean {
  const encoded = opened(publicKey, constants.RSA_NO_PADDING, signature);
  if (encoded === undefined || encoded.at(-1) !== 0xbc || (encoded[0] ?? 0xff) >= 0x80) return false;
  const end = encoded.length - digest.length - 1;
  const hashed = encoded.subarray(end, -1);
  const block = masked(hash, encoded.subarray(0, end), hashed);
  const mark = block.length - digest.length - 1;
  if (block[mark] !== 1 || block.subarray(0, mark).some((byte) => byte !== 0)) return false;
  return saltedHash(hash, digest, block.subarray(mark + 1)).equals(hashed);
}

function digestInfo(hash: DigestHash, digest: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(digestInfos[hash], 'hex'), digest]);
}

/**
 * The signed bytes; undefined if the signature has the wrong length or padding. OpenSSL takes a signature
 * without its leading zeros for the same number, so the length is checked first (RFC 8017, sections 8.1.2 and
 * 8.2.2).
 */
function opened(key: KeyObject, padding: number, signature: Uint8Array): Buffer | undefined {
  if (signature.length * 8 !== key.asymmetricKeyDetails?.modulusLength) return undefined;
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    return undefined;
  }
}

function saltedHash(hash: DigestHash, digest: Uint8Array, salt: Uint8Array): Buffer {
  return createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
}

/** The block combined with the mask that grows from the seed (MGF1); its highest bit is clear. */
function masked(hash: DigestHash, block: Uint8Array, seed: Uint8Array): Buffer {
  const mask: Buffer[] = [];
  for (let counter = 0; counter * seed.length < block.length; counter += 1) {
    mask.push(
      createHash(hash)
        .update(seed)
        .update(Buffer.of(0, 0, 0, counter))
        .digest(),
    );
  }
  const combined = Buffer.concat(mask, block.length);
  for (const [index, byte] of block.entries()) combined[index] = (combined[index] ?? 0) ^ byte;
  combined[0] = (combined[0] ?? 0) & 0x7f;
  return combined;
}
