import { Buffer } from 'node:buffer';
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { BoundedMap } from '../aws/bounded-map.ts';
import type { CredentialScope } from './signature-claim.ts';

const keys = new BoundedMap<SigningKey>(1024);

/**
 * The signing key of a secret access key within a scope. It is the same all day and is kept for the next request, until
 * newer keys replace it.
 * Source: IAM user guide, "Create a signed AWS API request", section "Derive a signing key".
 */
export function signingKey(secretAccessKey: string, scope: CredentialScope): SigningKey {
  const { date, region, service } = scope;
  const name = `${date}/${region}/${service}/${secretAccessKey}`;
  return keys.getOrMake(name, () => {
    const dated = hmac(`AWS4${secretAccessKey}`, date);
    return new SigningKey(hmac(hmac(hmac(dated, region), service), 'aws4_request'));
  });
}

function hmac(key: string | Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}

/** The bytes of one block of SHA-256, to which HMAC fills a key up. */
const BLOCK = 64;

/** The longest text, in bytes, that is signed without an object of node's for it. */
const SCRATCH = 1024;

/** The first block of an HMAC with the text after it, and the second block with the hash of the first. */
const inner = Buffer.alloc(BLOCK + SCRATCH);
const outer = Buffer.alloc(BLOCK + 32);

/**
 * A derived key that signs texts by HMAC-SHA256. Node's own HMAC makes an object for each text, which costs more than the two
 * hashes of it (RFC 2104, "Definition of HMAC").
 */
export class SigningKey {
  readonly secret: KeyObject;
  readonly #inner: Uint8Array;
  readonly #outer: Uint8Array;

  /** `bytes` are the 32 bytes of the key. */
  constructor(bytes: Uint8Array) {
    if (bytes.length > BLOCK) throw new TypeError('a signing key is no longer than a block');
    this.secret = createSecretKey(bytes);
    const block = (pad: number) => Uint8Array.from({ length: BLOCK }, (_, i) => (bytes[i] ?? 0) ^ pad);
    this.#inner = block(0x36);
    this.#outer = block(0x5c);
  }

  /** The signature of a text, in hexadecimal digits. */
  sign(text: string): string {
    // A character takes three bytes of UTF-8 at most.
    if (text.length * 3 > SCRATCH) return createHmac('sha256', this.secret).update(text).digest('hex');
    inner.set(this.#inner);
    const length = BLOCK + inner.write(text, BLOCK, 'utf8');
    outer.set(this.#outer);
    outer.write(hash('sha256', inner.subarray(0, length), 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'hex');
  }
}
