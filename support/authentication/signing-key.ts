import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { CredentialScope } from './signature-claim.ts';

const capacity = 1024;
const keys = new Map<string, KeyObject>();

/**
 * The key that signs for a secret access key within a scope (IAM User Guide, "Create a signed AWS API request",
 * "Derive a signing key"). Kept for the next request, as it is the same all day; the oldest make room.
 * A KeyObject, because Node's HMAC takes eight times as long with a key that is plain bytes.
 */
export function signingKey(secretAccessKey: string, scope: CredentialScope): KeyObject {
  const { date, region, service } = scope;
  const name = `${date}/${region}/${service}/${secretAccessKey}`;
  const kept = keys.get(name);
  if (kept) return kept;
  const bytes = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), 'aws4_request');
  const key = createSecretKey(bytes);
  const [oldest] = keys.keys();
  if (keys.size >= capacity && oldest !== undefined) keys.delete(oldest);
  keys.set(name, key);
  return key;
}

function hmac(key: string | Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}
