import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeySpec, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

const kms = kmsUnderTest();
const keys: Partial<Record<KeySpec, string>> = {};
const specs = ['RSA_2048', 'ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1'] as const;
beforeAll(async () => {
  for (const spec of specs) keys[spec] = await kms.keyArn({ KeySpec: spec, KeyUsage: 'SIGN_VERIFY' });
});
const Message = Buffer.from('a message');

describe('Sign and Verify', () => {
  test.each<[KeySpec, SigningAlgorithmSpec]>([
    ['RSA_2048', 'RSASSA_PSS_SHA_256'],
    ['RSA_2048', 'RSASSA_PSS_SHA_512'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384'],
    ['ECC_NIST_P521', 'ECDSA_SHA_512'],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
  ])('with %s and %s agree on the message, and on no other', async (spec, SigningAlgorithm) => {
    const input = { KeyId: keys[spec], Message, SigningAlgorithm };
    const signed = await kms.call('Sign', input);
    expect(signed).toMatchObject({ KeyId: keys[spec], SigningAlgorithm });
    const { Signature } = signed;
    expect(await kms.call('Verify', { ...input, Signature })).toEqual({
      KeyId: keys[spec],
      SignatureValid: true,
      SigningAlgorithm,
    });
    const other = kms.call('Verify', { ...input, Signature, Message: Buffer.from('another') });
    await expect(other).rejects.toMatchObject({ code: 'KMSInvalidSignatureException', message: '' });
  });

  test.each<[KeySpec, SigningAlgorithmSpec, string]>([
    ['RSA_2048', 'RSASSA_PSS_SHA_256', 'sha256'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384'],
  ])('with %s and %s take a digest for its message', async (spec, SigningAlgorithm, hash) => {
    const raw = { KeyId: keys[spec], Message, SigningAlgorithm };
    const digest = {
      ...raw,
      Message: createHash(hash).update(Message).digest(),
      MessageType: 'DIGEST',
    } as const;
    const { Signature } = await kms.call('Sign', digest);
    const signedRaw = await kms.call('Sign', raw);
    for (const input of [
      { ...raw, Signature },
      { ...digest, Signature: signedRaw.Signature },
    ]) {
      expect(await kms.call('Verify', input)).toMatchObject({ SignatureValid: true });
    }
    const other = createHash(hash).update('another').digest();
    await expect(kms.call('Verify', { ...digest, Message: other, Signature })).rejects.toMatchObject({
      code: 'KMSInvalidSignatureException',
      message: '',
    });
  });

  test('agree with a holder of the public key', async () => {
    const KeyId = keys.ECC_NIST_P256;
    const { Signature } = await kms.call('Sign', { KeyId, Message, SigningAlgorithm: 'ECDSA_SHA_256' });
    const answer = await kms.call('GetPublicKey', { KeyId });
    expect(answer).toMatchObject({
      KeyId,
      KeySpec: 'ECC_NIST_P256',
      CustomerMasterKeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: ['ECDSA_SHA_256'],
    });
    const publicKey = createPublicKey({
      key: Buffer.from(answer.PublicKey ?? []),
      format: 'der',
      type: 'spki',
    });
    expect(verify('sha256', Message, publicKey, Signature ?? Buffer.alloc(0))).toBe(true);
  });

  test('refuse other algorithms, keys and message types', async () => {
    const input = { KeyId: keys.ECC_NIST_P256, Message, SigningAlgorithm: 'ECDSA_SHA_384' as const };
    await expect(kms.call('Sign', input)).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: 'Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.',
    });
    const symmetric = await kms.keyArn();
    await expect(kms.call('Sign', { ...input, KeyId: symmetric })).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: `${symmetric} key usage is ENCRYPT_DECRYPT which is not valid for Sign.`,
    });
    const digest = { ...input, SigningAlgorithm: 'ECDSA_SHA_256', MessageType: 'DIGEST' } as const;
    await expect(kms.call('Sign', digest)).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'Digest is invalid length for algorithm ECDSA_SHA_256.',
    });
    const mu = { ...digest, MessageType: 'EXTERNAL_MU' } as const;
    await expect(kms.call('Sign', mu)).rejects.toMatchObject({ code: 'NotImplemented' });
  });

  test('keep symmetric keys secret', async () => {
    await expect(kms.call('GetPublicKey', { KeyId: await kms.keyArn() })).rejects.toMatchObject({
      code: 'UnsupportedOperationException',
    });
  });
});

describe('GenerateMac and VerifyMac', () => {
  test.each([224, 256, 384, 512] as const)(
    'with HMAC_%d agree on the message, and on no other',
    async (bits) => {
      const KeyId = await kms.keyArn({ KeySpec: `HMAC_${bits}`, KeyUsage: 'GENERATE_VERIFY_MAC' });
      const MacAlgorithm = `HMAC_SHA_${bits}` as const;
      const made = await kms.call('GenerateMac', { KeyId, Message, MacAlgorithm });
      expect(made).toMatchObject({ KeyId, MacAlgorithm });
      expect(made.Mac).toHaveLength(bits / 8);
      const input = { KeyId, Message, MacAlgorithm, Mac: made.Mac };
      expect(await kms.call('VerifyMac', input)).toEqual({ KeyId, MacAlgorithm, MacValid: true });
      for (const wrong of [{ Message: Buffer.from('another') }, { Mac: Buffer.alloc(3, 1) }]) {
        const verified = kms.call('VerifyMac', { ...input, ...wrong });
        await expect(verified).rejects.toMatchObject({ code: 'KMSInvalidMacException', message: '' });
      }
    },
  );

  test('refuse other algorithms and keys', async () => {
    const KeyId = await kms.keyArn({ KeySpec: 'HMAC_224', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' as const };
    await expect(kms.call('GenerateMac', input)).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: 'Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224.',
    });
    const symmetric = await kms.keyArn();
    await expect(kms.call('GenerateMac', { ...input, KeyId: symmetric })).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: `${symmetric} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
    });
  });
});

describe('a disabled key', () => {
  test.each(['Sign', 'Verify', 'GetPublicKey'] as const)('of signatures refuses %s', async (operation) => {
    const KeyId = await kms.keyArn({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    await kms.call('DisableKey', { KeyId });
    const input = { KeyId, Message, SigningAlgorithm: 'ECDSA_SHA_256' as const, Signature: Buffer.from('x') };
    const expected = { code: 'DisabledException', message: `${KeyId} is disabled.` };
    await expect(kms.call(operation, input)).rejects.toMatchObject(expected);
  });

  test.each(['GenerateMac', 'VerifyMac'] as const)('of codes refuses %s', async (operation) => {
    const KeyId = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    await kms.call('DisableKey', { KeyId });
    const input = { KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' as const, Mac: Buffer.from('x') };
    const expected = { code: 'DisabledException', message: `${KeyId} is disabled.` };
    await expect(kms.call(operation, input)).rejects.toMatchObject(expected);
  });
});

describe('a dry run', () => {
  const dryRun = { code: 'DryRunOperationException' };

  test.each(['Sign', 'Verify'] as const)('of %s ends where it would have succeeded', async (operation) => {
    const KeyId = keys.ECC_NIST_P256;
    const SigningAlgorithm = 'ECDSA_SHA_256';
    const { Signature } = await kms.call('Sign', { KeyId, Message, SigningAlgorithm });
    const input = { KeyId, Message, SigningAlgorithm, Signature, DryRun: true } as const;
    await expect(kms.call(operation, input)).rejects.toMatchObject(dryRun);
  });

  test.each(['Verify', 'VerifyMac'] as const)(
    'of %s with a wrong one does not pretend',
    async (operation) => {
      const KeyId =
        operation === 'Verify'
          ? keys.ECC_NIST_P256
          : await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
      const wrong = Buffer.alloc(32, 1);
      const called = kms.call(operation, {
        KeyId,
        Message,
        SigningAlgorithm: 'ECDSA_SHA_256',
        Signature: wrong,
        MacAlgorithm: 'HMAC_SHA_256',
        Mac: wrong,
        DryRun: true,
      });
      await expect(called).rejects.toMatchObject({
        code: operation === 'Verify' ? 'KMSInvalidSignatureException' : 'KMSInvalidMacException',
      });
    },
  );
});
