import { randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Random bytes are drawn in blocks: one system call for many identifiers. */
const BLOCK = 4096;
let block = Buffer.alloc(0);
let used = 0;

function bytes(count: number): Buffer {
  if (used + count > block.length) {
    block = randomBytes(BLOCK);
    used = 0;
  }
  used += count;
  return block.subarray(used - count, used);
}

function base32(length: number): string {
  let text = '';
  for (const byte of bytes(length)) text += BASE32[byte & 31];
  return text;
}

/**
 * A unique id of an IAM entity: a prefix that tells the kind, and 17 characters. The prefixes are AIDA user, AROA role, AGPA
 * group, ANPA managed policy, AIPA instance profile. Source: IAM user guide, "IAM identifiers", section "Unique identifiers".
 */
export function newUniqueId(prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA'): string {
  return prefix + base32(17);
}

/** An access key id: AKIA for long-term keys, ASIA for temporary credentials of STS, and 16 characters. */
export function newAccessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + base32(16);
}

/** A secret access key: 40 characters. */
export function newSecretAccessKey(): string {
  return bytes(30).toString('base64');
}

/** A session token: opaque and long, as AWS's are. */
export function newSessionToken(): string {
  return `FwoGZXIvYXdz${bytes(192).toString('base64')}`;
}
