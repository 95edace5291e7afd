import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { BoundedMap } from '../aws/bounded-map.ts';
import type { CredentialScope } from './signature-claim.ts';

const keys = new BoundedMap<KeyObject>(1024);

/**
 * The key that signs for a secret access key within a scope (IAM User Guide, "Create a signed AWS API request",
 * "Derive a signing key"). Kept for the next request, as it is the same all day; the oldest make room.
 * A KeyObject, because Node's HMAC takes eight times as long with a key that is plain bytes.
 */
export function signingKey(secretAccessKey: string, scope: CredentialScope): KeyObject {
  const { date, region, service } = scope;
  const name = `${date}/${region}/${service}/${secretAccessKey}`;
  return keys.getOrMake(name, () => {
    const dated = hmac(`AWS4${secretAccessKey}`, date);
    return createSecretKey(hmac(hmac(hmac(dated, region), service), 'aws4_request'));
  });
}

function hmac(key: string | Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}
