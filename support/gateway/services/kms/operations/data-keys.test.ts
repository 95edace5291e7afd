import { createPrivateKey, createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Input } from '../../../../aws/operations.ts';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

const kms = kmsUnderTest();
let KeyId = '';
beforeAll(async () => {
  KeyId = await kms.keyArn();
});
const EncryptionContext = { purpose: 'test' };

describe('GenerateDataKey', () => {
  test.each<[Partial<Input<'kms', 'GenerateDataKey'>>, number]>([
    [{ KeySpec: 'AES_256' }, 32],
    [{ KeySpec: 'AES_128' }, 16],
    [{ NumberOfBytes: 1 }, 1],
    [{ NumberOfBytes: 1024 }, 1024],
  ])('with %j makes a key that Decrypt gives back', async (size, length) => {
    const made = await kms.call('GenerateDataKey', { KeyId, EncryptionContext, ...size });
    expect(made).toEqual({
      CiphertextBlob: expect.any(Uint8Array),
      Plaintext: expect.any(Uint8Array),
      KeyId,
      KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(made.Plaintext).toHaveLength(length);
    const { CiphertextBlob } = made;
    expect((await kms.call('Decrypt', { CiphertextBlob, EncryptionContext })).Plaintext).toEqual(
      made.Plaintext,
    );
    await expect(kms.call('Decrypt', { CiphertextBlob })).rejects.toMatchObject({
      code: 'InvalidCiphertextException',
      message: '',
    });
  });

  test('without plaintext shows only the ciphertext', async () => {
    const made = await kms.call('GenerateDataKeyWithoutPlaintext', { KeyId, KeySpec: 'AES_256' });
    expect(Object.keys(made).sort()).toEqual(['CiphertextBlob', 'KeyId', 'KeyMaterialId']);
    expect((await kms.call('Decrypt', { CiphertextBlob: made.CiphertextBlob })).Plaintext).toHaveLength(32);
  });

  const either = 'Please specify either number of bytes or key spec.';
  test.each<[object, string]>([
    [{}, either],
    [{ KeySpec: 'AES_256', NumberOfBytes: 32 }, either],
    [
      { KeySpec: 'AES_257' },
      "1 validation error detected: Value 'AES_257' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [AES_256, AES_128]",
    ],
    [
      { NumberOfBytes: 1025 },
      "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    ],
  ])('refuses %j', async (size, message) => {
    for (const operation of ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'] as const) {
      await expect(kms.call(operation, { KeyId, ...size })).rejects.toMatchObject({
        code: 'ValidationException',
        message,
      });
    }
  });

  test('needs a symmetric encryption key', async () => {
    const hmac = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    for (const operation of ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'] as const) {
      await expect(kms.call(operation, { KeyId: hmac, KeySpec: 'AES_256' })).rejects.toMatchObject({
        code: 'InvalidKeyUsageException',
        message: `${hmac} key usage is GENERATE_VERIFY_MAC which is not valid for ${operation}.`,
      });
    }
  });
});

describe('GenerateDataKeyPair', () => {
  test.each(['ECC_NIST_P256', 'ECC_SECG_P256K1', 'RSA_2048'] as const)(
    'makes a pair of %s',
    async (KeyPairSpec) => {
      const made = await kms.call('GenerateDataKeyPair', { KeyId, KeyPairSpec, EncryptionContext });
      expect(made).toMatchObject({ KeyId, KeyPairSpec, KeyMaterialId: expect.any(String) });
      const { PrivateKeyCiphertextBlob: CiphertextBlob } = made;
      const { Plaintext } = await kms.call('Decrypt', { CiphertextBlob, EncryptionContext });
      expect(Plaintext).toEqual(made.PrivateKeyPlaintext);
      const privateKey = createPrivateKey({
        key: Buffer.from(Plaintext ?? []),
        format: 'der',
        type: 'pkcs8',
      });
      const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
      expect(made.PublicKey).toEqual(publicKey);
    },
  );

  test('without plaintext keeps the private key to itself', async () => {
    const made = await kms.call('GenerateDataKeyPairWithoutPlaintext', {
      KeyId,
      KeyPairSpec: 'ECC_NIST_P256',
    });
    expect(Object.keys(made).sort()).toEqual([
      'KeyId',
      'KeyMaterialId',
      'KeyPairSpec',
      'PrivateKeyCiphertextBlob',
      'PublicKey',
    ]);
  });

  test('refuses specs that are not served, by name', async () => {
    await expect(kms.call('GenerateDataKeyPair', { KeyId, KeyPairSpec: 'SM2' })).rejects.toMatchObject({
      code: 'NotImplemented',
      message: 'keyhole does not implement data key pairs of the KeyPairSpec SM2.',
    });
  });
});

describe('GenerateRandom', () => {
  test.each([1, 12, 1024])('answers %d bytes', async (NumberOfBytes) => {
    expect((await kms.call('GenerateRandom', { NumberOfBytes })).Plaintext).toHaveLength(NumberOfBytes);
  });

  test.each([
    [undefined, 'NumberOfBytes is required.'],
    [
      0,
      "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      1025,
      "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    ],
  ])('refuses %j', async (NumberOfBytes, message) => {
    await expect(kms.call('GenerateRandom', { NumberOfBytes })).rejects.toMatchObject({
      code: 'ValidationException',
      message,
    });
  });
});
