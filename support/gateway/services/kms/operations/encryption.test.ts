import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Input } from '../../../../aws/operations.ts';
import { otherAccount } from '../../../../aws/testing/accounts.ts';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

const kms = kmsUnderTest();
const keys = { symmetric: '', other: '', rsa: '', signing: '', hmac: '' };
type KeyName = keyof typeof keys;

beforeAll(async () => {
  keys.symmetric = await kms.keyArn();
  keys.other = await kms.keyArn();
  keys.rsa = await kms.keyArn({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
  keys.signing = await kms.keyArn({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  keys.hmac = await kms.keyArn({ KeySpec: 'HMAC_224', KeyUsage: 'GENERATE_VERIFY_MAC' });
});

const Plaintext = Buffer.from('message');
const EncryptionContext = { purpose: 'test' };
const encrypt = async (key: KeyName, input: Partial<Input<'kms', 'Encrypt'>> = {}) =>
  (await kms.call('Encrypt', { KeyId: keys[key], Plaintext, ...input })).CiphertextBlob;
const invalidCiphertext = { code: 'InvalidCiphertextException', status: 400, message: '' };
const incorrectKey = {
  code: 'IncorrectKeyException',
  message: 'The key ID in the request does not identify a CMK that can perform this operation.',
};

describe('Encrypt and Decrypt', () => {
  test('answer the members that AWS answers', async () => {
    const encrypted = await kms.call('Encrypt', { KeyId: keys.symmetric, Plaintext, EncryptionContext });
    expect(encrypted).toEqual({
      CiphertextBlob: expect.any(Uint8Array),
      KeyId: keys.symmetric,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    });
    const { CiphertextBlob } = encrypted;
    expect(await kms.call('Decrypt', { CiphertextBlob, EncryptionContext })).toEqual({
      KeyId: keys.symmetric,
      Plaintext,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test.each([1, 4096])('take a plaintext of %d bytes', async (length) => {
    const CiphertextBlob = await encrypt('symmetric', { Plaintext: Buffer.alloc(length, 7) });
    expect((await kms.call('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Buffer.alloc(length, 7));
  });

  test('take at most 4096 bytes', async () => {
    await expect(encrypt('symmetric', { Plaintext: Buffer.alloc(4097) })).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    });
  });

  test('need the same encryption context', async () => {
    const CiphertextBlob = await encrypt('symmetric', { EncryptionContext });
    const others: (Record<string, string> | undefined)[] = [
      undefined,
      {},
      { purpose: 'other' },
      { ...EncryptionContext, more: '' },
    ];
    for (const other of others) {
      const decrypted = kms.call('Decrypt', { CiphertextBlob, EncryptionContext: other });
      await expect(decrypted).rejects.toMatchObject(invalidCiphertext);
    }
  });

  test('need a ciphertext of KMS', async () => {
    for (const text of ['x', 'garbage'.repeat(40)]) {
      const decrypted = kms.call('Decrypt', { CiphertextBlob: Buffer.from(text) });
      await expect(decrypted).rejects.toMatchObject(invalidCiphertext);
    }
  });

  test('work across accounts by ARN, and not across regions', async () => {
    const CiphertextBlob = await encrypt('symmetric');
    const there = await kms.call('Decrypt', { CiphertextBlob }, { account: otherAccount });
    expect(there.KeyId).toBe(keys.symmetric);
    const elsewhere = (KeyId?: string) =>
      kms.call('Decrypt', { CiphertextBlob, KeyId }, { region: 'us-east-1' });
    await expect(elsewhere()).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message:
        'User: test.amazonaws.com is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
    });
    await expect(elsewhere(keys.symmetric)).rejects.toMatchObject({ code: 'NotFoundException' });
  });

  test.each<KeyName>(['other', 'hmac', 'rsa'])(
    'refuse the %s key for a ciphertext of another',
    async (name) => {
      const CiphertextBlob = await encrypt('symmetric');
      const decrypted = kms.call('Decrypt', { CiphertextBlob, KeyId: keys[name] });
      await expect(decrypted).rejects.toMatchObject(incorrectKey);
    },
  );

  test.each<[KeyName, string]>([
    ['signing', '<arn> key usage is SIGN_VERIFY which is not valid for Encrypt.'],
    ['hmac', '<arn> key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.'],
    ['rsa', 'Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.'],
  ])('refuse the %s key', async (name, text) => {
    await expect(encrypt(name)).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: text.replace('<arn>', keys[name]),
    });
  });
});

describe.each(['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const)(
  'an RSA key with %s',
  (EncryptionAlgorithm) => {
    const most = EncryptionAlgorithm === 'RSAES_OAEP_SHA_1' ? 214 : 190;

    test('decrypts what it encrypted, when it is named', async () => {
      const CiphertextBlob = await encrypt('rsa', { EncryptionAlgorithm, Plaintext: Buffer.alloc(most, 1) });
      expect(await kms.call('Decrypt', { CiphertextBlob, EncryptionAlgorithm, KeyId: keys.rsa })).toEqual({
        KeyId: keys.rsa,
        Plaintext: Buffer.alloc(most, 1),
        EncryptionAlgorithm,
      });
      const unnamed = kms.call('Decrypt', { CiphertextBlob, EncryptionAlgorithm });
      await expect(unnamed).rejects.toMatchObject({ code: 'ValidationException' });
    });

    test('takes no more than fits', async () => {
      const encrypted = encrypt('rsa', { EncryptionAlgorithm, Plaintext: Buffer.alloc(most + 1) });
      await expect(encrypted).rejects.toMatchObject({
        code: 'ValidationException',
        message: `Algorithm ${EncryptionAlgorithm} and key spec RSA_2048 cannot encrypt data larger than ${most} bytes.`,
      });
    });

    test('refuses damaged ciphertexts and encryption contexts', async () => {
      const input = { CiphertextBlob: Buffer.alloc(256, 1), EncryptionAlgorithm, KeyId: keys.rsa };
      await expect(kms.call('Decrypt', input)).rejects.toMatchObject(invalidCiphertext);
      await expect(encrypt('rsa', { EncryptionAlgorithm, EncryptionContext })).rejects.toMatchObject({
        code: 'ValidationException',
      });
    });
  },
);

describe('ReEncrypt', () => {
  test('moves a ciphertext to another key and another encryption context', async () => {
    const answer = await kms.call('ReEncrypt', {
      CiphertextBlob: await encrypt('symmetric', { EncryptionContext }),
      SourceEncryptionContext: EncryptionContext,
      DestinationKeyId: keys.other,
      DestinationEncryptionContext: { moved: 'yes' },
    });
    expect(answer).toEqual({
      CiphertextBlob: expect.any(Uint8Array),
      SourceKeyId: keys.symmetric,
      KeyId: keys.other,
      SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      SourceKeyMaterialId: expect.any(String),
      DestinationKeyMaterialId: expect.any(String),
    });
    const { CiphertextBlob } = answer;
    const decrypted = await kms.call('Decrypt', { CiphertextBlob, EncryptionContext: { moved: 'yes' } });
    expect(decrypted).toMatchObject({
      Plaintext,
      KeyId: keys.other,
      KeyMaterialId: answer.DestinationKeyMaterialId,
    });
  });

  test('moves between symmetric and RSA keys', async () => {
    const { CiphertextBlob } = await kms.call('ReEncrypt', {
      CiphertextBlob: await encrypt('symmetric'),
      DestinationKeyId: keys.rsa,
      DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    const back = await kms.call('ReEncrypt', {
      CiphertextBlob,
      SourceKeyId: keys.rsa,
      SourceEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
      DestinationKeyId: keys.symmetric,
    });
    expect((await kms.call('Decrypt', { CiphertextBlob: back.CiphertextBlob })).Plaintext).toEqual(Plaintext);
  });

  test('refuses another source key, another context and a key that does not encrypt', async () => {
    const CiphertextBlob = await encrypt('symmetric', { EncryptionContext });
    const input = {
      CiphertextBlob,
      SourceEncryptionContext: EncryptionContext,
      DestinationKeyId: keys.other,
    };
    await expect(kms.call('ReEncrypt', { ...input, SourceKeyId: keys.other })).rejects.toMatchObject(
      incorrectKey,
    );
    const otherContext = kms.call('ReEncrypt', { ...input, SourceEncryptionContext: {} });
    await expect(otherContext).rejects.toMatchObject(invalidCiphertext);
    await expect(kms.call('ReEncrypt', { ...input, DestinationKeyId: keys.hmac })).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: `${keys.hmac} key usage is GENERATE_VERIFY_MAC which is not valid for ReEncrypt.`,
    });
  });
});

describe('a dry run', () => {
  const dryRun = {
    code: 'DryRunOperationException',
    message: 'The request would have succeeded, but the DryRun option is set.',
  };
  const input = async () => ({
    KeyId: keys.symmetric,
    SourceKeyId: keys.symmetric,
    DestinationKeyId: keys.other,
    Plaintext,
    CiphertextBlob: await encrypt('symmetric'),
    KeySpec: 'AES_256' as const,
    KeyPairSpec: 'ECC_NIST_P256' as const,
    DryRun: true,
  });
  const operations = [
    'Encrypt',
    'Decrypt',
    'ReEncrypt',
    'GenerateDataKey',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
  ] as const;

  test.each(operations)('of %s ends where it would have succeeded', async (operation) => {
    await expect(kms.call(operation, await input())).rejects.toMatchObject(dryRun);
  });

  test.each(['Decrypt', 'ReEncrypt'] as const)(
    'of %s still tells a bad ciphertext, unless it is to be ignored',
    async (operation) => {
      const bad = { ...(await input()), CiphertextBlob: Buffer.alloc(100, 1) };
      await expect(kms.call(operation, bad)).rejects.toMatchObject(invalidCiphertext);
      const ignoring = { ...bad, CiphertextBlob: undefined, DryRunModifiers: ['IGNORE_CIPHERTEXT' as const] };
      await expect(kms.call(operation, ignoring)).rejects.toMatchObject(dryRun);
      const real = kms.call(operation, { ...ignoring, DryRun: false });
      await expect(real).rejects.toMatchObject({ code: 'ValidationException' });
    },
  );
});
