import { constants, createHash, sign, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { generatePair, type KeyPairSpec } from '../key-material.ts';
import { derIntegers, parseDerIntegers } from './der-integers.ts';
import { signEcdsaDigest, verifyEcdsaDigest } from './ecdsa-digests.ts';
import {
  type DigestHash,
  signPkcs1Digest,
  signPssDigest,
  verifyPkcs1Digest,
  verifyPssDigest,
} from './rsa-digests.ts';

const message = Buffer.from('a message');

function digestOf(hash: DigestHash, data: Uint8Array = message): Buffer {
  return createHash(hash).update(data).digest();
}

const curves = [
  ['ECC_NIST_P256', 'sha256'],
  ['ECC_NIST_P384', 'sha384'],
  ['ECC_NIST_P521', 'sha512'],
  ['ECC_SECG_P256K1', 'sha256'],
] as const satisfies readonly (readonly [KeyPairSpec, DigestHash])[];

describe.each(curves)('ECDSA of digests on %s', (spec, hash) => {
  test('node:crypto verifies over the message what was signed of its digest', async () => {
    const { privateKey, publicKey } = await generatePair(spec);
    for (let times = 0; times < 20; times += 1) {
      const signature = signEcdsaDigest(privateKey, digestOf(hash));
      expect(verify(hash, message, publicKey, signature)).toBe(true);
      expect(verifyEcdsaDigest(privateKey, digestOf(hash), signature)).toBe(true);
    }
  });

  test('verifies over the digest what node:crypto signed of the message, and nothing else', async () => {
    const { privateKey } = await generatePair(spec);
    const other = await generatePair(spec);
    for (let times = 0; times < 20; times += 1) {
      const signature = sign(hash, message, privateKey);
      expect(verifyEcdsaDigest(privateKey, digestOf(hash), signature)).toBe(true);
      expect(verifyEcdsaDigest(privateKey, digestOf(hash, Buffer.of(1)), signature)).toBe(false);
      expect(verifyEcdsaDigest(other.privateKey, digestOf(hash), signature)).toBe(false);
      expect(verifyEcdsaDigest(privateKey, digestOf(hash), signature.subarray(1))).toBe(false);
      expect(verifyEcdsaDigest(privateKey, digestOf(hash), Buffer.concat([signature, Buffer.of(0)]))).toBe(
        false,
      );
    }
  });
});

describe.each(['sha256', 'sha384', 'sha512'] as const)('RSA of %s digests', (hash) => {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

  test('node:crypto verifies over the message what was signed of its digest', async () => {
    const { privateKey, publicKey } = await generatePair('RSA_2048');
    const digest = digestOf(hash);
    expect(verify(hash, message, publicKey, signPkcs1Digest(privateKey, hash, digest))).toBe(true);
    for (let times = 0; times < 10; times += 1) {
      const signature = signPssDigest(privateKey, hash, digest);
      expect(verify(hash, message, { key: publicKey, ...pss }, signature)).toBe(true);
    }
  });

  test('verifies over the digest what node:crypto signed of the message, and nothing else', async () => {
    const { privateKey, publicKey } = await generatePair('RSA_2048');
    const [right, wrong] = [digestOf(hash), digestOf(hash, Buffer.of(1))];
    const plain = sign(hash, message, privateKey);
    const salted = sign(hash, message, { key: privateKey, ...pss });
    expect(verifyPkcs1Digest(publicKey, { hash, digest: right, signature: plain })).toBe(true);
    expect(verifyPssDigest(publicKey, { hash, digest: right, signature: salted })).toBe(true);
    expect(verifyPkcs1Digest(publicKey, { hash, digest: wrong, signature: plain })).toBe(false);
    expect(verifyPssDigest(publicKey, { hash, digest: wrong, signature: salted })).toBe(false);
    expect(verifyPkcs1Digest(publicKey, { hash, digest: right, signature: salted })).toBe(false);
    expect(verifyPssDigest(publicKey, { hash, digest: right, signature: plain })).toBe(false);
    expect(verifyPssDigest(publicKey, { hash, digest: right, signature: salted.subarray(1) })).toBe(false);
    expect(
      verifyPkcs1Digest(publicKey, { hash, digest: right, signature: Buffer.from('no signature') }),
    ).toBe(false);
  });

  test('takes no salt of another length', async () => {
    const { privateKey, publicKey } = await generatePair('RSA_2048');
    const short = sign(hash, message, { key: privateKey, padding: pss.padding, saltLength: 8 });
    expect(verifyPssDigest(publicKey, { hash, digest: digestOf(hash), signature: short })).toBe(false);
  });
});

describe('DER of two integers', () => {
  test.each([
    [1n, 2n],
    [0x80n, 0x7fn],
    [2n ** 520n, 2n ** 521n - 1n],
  ])('reads %d and %d back', (first, second) => {
    expect(parseDerIntegers(derIntegers(first, second))).toEqual([first, second]);
  });

  test.each([
    '',
    '30',
    '3006020101020102ff',
    '30070202000102 0102'.replace(' ', ''),
    '3006020101040102',
    '30060201010202',
  ])('does not read %s', (hex) => {
    expect(parseDerIntegers(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});

test('a signature that begins with a zero is refused without it', async () => {
  const { privateKey, publicKey } = await generatePair('RSA_2048');
  const signed = () => signPssDigest(privateKey, 'sha256', digestOf('sha256'));
  let signature = signed();
  while (signature[0] !== 0) signature = signed();
  const verified = (bytes: Uint8Array) =>
    verifyPssDigest(publicKey, { hash: 'sha256', digest: digestOf('sha256'), signature: bytes });
  expect([verified(signature), verified(signature.subarray(1))]).toEqual([true, false]);
});
