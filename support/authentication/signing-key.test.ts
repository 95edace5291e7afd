import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SigningKey } from './signing-key.ts';

describe('a signing key', () => {
  test('signs any text as the HMAC-SHA256 of node does', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 300, maxLength: 2000 }));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 64 }), texts, (bytes, text) => {
        const expected = createHmac('sha256', bytes).update(text).digest('hex');
        expect(new SigningKey(bytes).sign(text)).toBe(expected);
      }),
    );
  });

  test('signs alike before and after another key signed', () => {
    const [one, other] = [new SigningKey(Buffer.alloc(32, 1)), new SigningKey(Buffer.alloc(32, 2))];
    const first = one.sign('a text');
    expect(other.sign('a text')).not.toBe(first);
    expect(one.sign('a text')).toBe(first);
  });

  test('is no longer than a block of the hash', () => {
    expect(() => new SigningKey(Buffer.alloc(65))).toThrow(TypeError);
  });
});
