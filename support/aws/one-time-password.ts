import { createHmac } from 'node:crypto';

/** Seconds for which a code is shown (RFC 6238, section 5.2). */
const STEP = 30;
const DIGITS = 6;

/** The code that a virtual MFA device shows at a time, by its secret in Base32 (RFC 6238 and RFC 4226, section 5.3). */
export function oneTimePassword(secret: string, time: Date): string {
  return codeOfStep(secret, stepOf(time));
}

/** The step at which a device begins to show two codes one after the other, around a time; undefined if there is none. */
export function consecutiveStep(
  secret: string,
  [first, second]: readonly [string, string],
  time: Date,
): number | undefined {
  for (const step of stepsAround(time, RESYNC))
    if (codeOfStep(secret, step) === first && codeOfStep(secret, step + 1) === second) return step;
  return undefined;
}

/** True if a device shows a code at a time, or showed or will show it half a minute away. */
export function isOneTimePassword(secret: string, code: string, time: Date): boolean {
  return stepsAround(time, SKEW).some((step) => codeOfStep(secret, step) === code);
}

/** The steps that a clock may differ by: RFC 6238 recommends one. */
const SKEW = 1;
const RESYNC = 2;

function stepOf(time: Date): number {
  return Math.floor(time.getTime() / 1000 / STEP);
}

function stepsAround(time: Date, steps: number): readonly number[] {
  const now = stepOf(time);
  return Array.from({ length: 2 * steps + 1 }, (_, index) => now - steps + index);
}

function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, step)));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 0xf;
  const number = hash.readUInt32BE(at) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes as Base32 without padding (RFC 4648, section 6). */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const letters = [...text.toUpperCase().replace(/=+$/, '')];
  const bits = letters.map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
