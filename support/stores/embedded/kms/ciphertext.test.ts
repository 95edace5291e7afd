import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AwsError } from '../../../aws/aws-error.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { addKey } from './add-key.ts';
import { isSymmetric, keyOfCiphertext, open, type SymmetricKey, seal } from './ciphertext.ts';
import { newMaterialVersion } from './key-material.ts';
import { createKmsState } from './kms-state.ts';

const state = createKmsState();

function newKey(): SymmetricKey {
  const key = addKey(state, {
    account,
    region: 'eu-west-1',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    description: '',
    policy: '{}',
    rotation: undefined,
    material: { kind: 'symmetric', versions: [newMaterialVersion(new Date())] },
  });
  if (!isSymmetric(key)) throw new Error('not symmetric');
  return key;
}

function rotated(key: SymmetricKey): SymmetricKey {
  const [first, ...later] = key.material.versions;
  return {
    ...key,
    material: { kind: 'symmetric', versions: [first, ...later, newMaterialVersion(new Date())] },
  };
}

const key = newKey();
const plaintext = fc.uint8Array({ minLength: 1, maxLength: 200 });
const context = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), {
  maxKeys: 4,
});
const refused = expect.objectContaining({ code: 'InvalidCiphertextException', message: '' });

describe('ciphertexts', () => {
  test('give the plaintext back to the same encryption context', () => {
    fc.assert(
      fc.property(plaintext, context, (bytes, pairs) => {
        const { blob } = seal(key, bytes, pairs);
        expect(Buffer.from(open(key, blob, pairs).plaintext)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('do not mind the order of the encryption context', () => {
    fc.assert(
      fc.property(plaintext, context, (bytes, pairs) => {
        const { blob } = seal(key, bytes, pairs);
        const reversed = Object.fromEntries(Object.entries(pairs).reverse());
        expect(Buffer.from(open(key, blob, reversed).plaintext)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('refuse every other encryption context', () => {
    fc.assert(
      fc.property(plaintext, context, context, (bytes, pairs, others) => {
        fc.pre(!sameEntries(pairs, others));
        const { blob } = seal(key, bytes, pairs);
        expect(() => open(key, blob, others)).toThrow(refused);
      }),
    );
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['a name and a value that run into each other', { ab: 'c' }, { a: 'bc' }],
    ['two pairs that look like one', { a: 'b', c: 'd' }, { a: 'b","c":"d' }],
    ['a missing pair', { a: 'b' }, {}],
    ['another letter case', { a: 'b' }, { A: 'b' }],
  ])('tell contexts apart: %s', (_, one, other) => {
    const { blob } = seal(key, Buffer.from('x'), one);
    expect(() => open(key, blob, other)).toThrow(refused);
  });

  test('take no context and an empty one for the same', () => {
    const { blob } = seal(key, Buffer.from('x'), undefined);
    expect(Buffer.from(open(key, blob, {}).plaintext).toString()).toBe('x');
  });

  test('refuse every change of a single bit', () => {
    const { blob } = seal(key, Buffer.from('sixteen bytes or'), { a: 'b' });
    const accepted: number[] = [];
    for (let bit = 0; bit < blob.length * 8; bit++) {
      const changed = Uint8Array.from(blob);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (codeOf(() => open(key, changed, { a: 'b' })) !== 'InvalidCiphertextException') accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  test('refuse truncated and lengthened bytes', () => {
    const { blob } = seal(key, Buffer.from('hello'), {});
    for (let length = 0; length < blob.length; length++) {
      expect(() => open(key, blob.subarray(0, length), {})).toThrow(refused);
    }
    expect(() => open(key, Buffer.concat([blob, Buffer.alloc(1)]), {})).toThrow(refused);
  });

  test('refuse made-up bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => open(key, bytes, {})).toThrow(refused);
        expect(keyOfCiphertext(state, bytes)).toBeUndefined();
      }),
    );
  });

  test('name their key, and are refused by any other', () => {
    const other = newKey();
    const { blob } = seal(other, Buffer.from('x'), {});
    expect(keyOfCiphertext(state, blob)).toBe(other.arn);
    expect(() => open(key, blob, {})).toThrow(refused);
  });

  test('name no key of another state', () => {
    expect(keyOfCiphertext(createKmsState(), seal(key, Buffer.from('x'), {}).blob)).toBeUndefined();
  });

  test('stay readable when the key material rotates, and new ones use the new material', () => {
    const old = seal(key, Buffer.from('old'), {});
    const later = rotated(rotated(key));
    const fresh = seal(later, Buffer.from('new'), {});
    expect(Buffer.from(open(later, old.blob, {}).plaintext).toString()).toBe('old');
    expect(open(later, old.blob, {}).material.id).toBe(old.material.id);
    expect(fresh.material.id).not.toBe(old.material.id);
    expect(() => open(key, fresh.blob, {})).toThrow(refused);
  });

  test('never repeat', () => {
    const blobs = Array.from({ length: 100 }, () =>
      Buffer.from(seal(key, Buffer.from('x'), {}).blob).toString('hex'),
    );
    expect(new Set(blobs).size).toBe(100);
  });
});

function sameEntries(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => other[name] === one[name]);
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
}
