import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import type {
  AlgorithmSpec,
  ImportKeyMaterialCommandInput,
  KeySpec,
  KeyUsageType,
} from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

const DAY = 86_400_000;
const Plaintext = Buffer.from('plaintext');
const forever = { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const;

let now: Date;
let kms: KmsUnderTest;
beforeEach(() => {
  now = new Date('2026-01-01T00:00:00Z');
  kms = kmsUnderTest(() => now);
});

function newKey(KeySpec: KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage: KeyUsageType = 'ENCRYPT_DECRYPT') {
  return kms.keyArn({ Origin: 'EXTERNAL', KeySpec, KeyUsage });
}

async function wrapped(
  KeyId: string,
  material: Uint8Array,
  WrappingAlgorithm: AlgorithmSpec = 'RSAES_OAEP_SHA_256',
) {
  const parameters = { KeyId, WrappingAlgorithm, WrappingKeySpec: 'RSA_2048' } as const;
  const { ImportToken, PublicKey } = await kms.call('GetParametersForImport', parameters);
  const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  const oaepHash = WrappingAlgorithm.endsWith('SHA_1') ? 'sha1' : 'sha256';
  const rsa = (bytes: Uint8Array) =>
    publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes);
  if (WrappingAlgorithm.startsWith('RSAES')) return { ImportToken, EncryptedKeyMaterial: rsa(material) };
  const aesKey = randomBytes(32);
  const cipher = createCipheriv('id-aes256-wrap-pad', aesKey, Buffer.from('a65959a6', 'hex'));
  const inner = Buffer.concat([cipher.update(material), cipher.final()]);
  return { ImportToken, EncryptedKeyMaterial: Buffer.concat([rsa(aesKey), inner]) };
}

async function importInto(
  KeyId: string,
  material: Uint8Array,
  options: Partial<ImportKeyMaterialCommandInput> = forever,
) {
  return kms.call('ImportKeyMaterial', { KeyId, ...(await wrapped(KeyId, material)), ...options });
}

async function stateOf(KeyId: string) {
  return (await kms.call('DescribeKey', { KeyId })).KeyMetadata;
}

test.each(['GetParametersForImport', 'ImportKeyMaterial'] as const)(
  '%s for a key with material of KMS is not supported, pending deletion or not',
  async (operation) => {
    const KeyId = await kms.keyArn();
    const blob = Buffer.from('x');
    const input = {
      KeyId,
      ...(operation === 'ImportKeyMaterial'
        ? { ...forever, ImportToken: blob, EncryptedKeyMaterial: blob }
        : ({ WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const)),
    };
    const refused = { code: 'UnsupportedOperationException' };
    await expect(kms.call(operation, input)).rejects.toMatchObject(refused);
    await kms.call('ScheduleKeyDeletion', { KeyId });
    await expect(kms.call(operation, input)).rejects.toMatchObject(refused);
  },
);

describe('a symmetric key of the origin EXTERNAL', () => {
  test('waits for its material, works with it, and waits again once it is deleted', async () => {
    const KeyId = await newKey();
    const pending = { code: 'KMSInvalidStateException', message: `${KeyId} is pending import.` };
    await expect(kms.call('Encrypt', { KeyId, Plaintext })).rejects.toMatchObject(pending);
    const material = randomBytes(32);
    const { KeyMaterialId } = await importInto(KeyId, material);
    expect(await stateOf(KeyId)).toMatchObject({
      KeyState: 'Enabled',
      Enabled: true,
      ...forever,
      CurrentKeyMaterialId: KeyMaterialId,
    });
    const { CiphertextBlob } = await kms.call('Encrypt', { KeyId, Plaintext });

    expect(await kms.call('DeleteImportedKeyMaterial', { KeyId })).toEqual({ KeyId, KeyMaterialId });
    const described = await stateOf(KeyId);
    expect(described).toMatchObject({ KeyState: 'PendingImport', CurrentKeyMaterialId: KeyMaterialId });
    expect(described).not.toHaveProperty('ExpirationModel');
    await expect(kms.call('Decrypt', { CiphertextBlob })).rejects.toMatchObject(pending);

    expect(await importInto(KeyId, material)).toEqual({ KeyId, KeyMaterialId });
    expect((await kms.call('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Plaintext);
  });

  test('takes no other material in place of what was deleted', async () => {
    const KeyId = await newKey();
    await importInto(KeyId, randomBytes(32));
    await kms.call('DeleteImportedKeyMaterial', { KeyId });
    const incorrect = { code: 'IncorrectKeyMaterialException' };
    await expect(importInto(KeyId, randomBytes(32))).rejects.toMatchObject(incorrect);
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'PendingImport' });
  });

  test('loses material that expires, at its time', async () => {
    const KeyId = await newKey();
    const ValidTo = new Date(now.getTime() + DAY);
    await importInto(KeyId, randomBytes(32), { ValidTo });
    const { CiphertextBlob } = await kms.call('Encrypt', { KeyId, Plaintext });
    expect(await stateOf(KeyId)).toMatchObject({ ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo });
    now = new Date(ValidTo.getTime() - 1);
    expect((await kms.call('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Plaintext);
    now = ValidTo;
    const pending = { code: 'KMSInvalidStateException', message: `${KeyId} is pending import.` };
    await expect(kms.call('Decrypt', { CiphertextBlob })).rejects.toMatchObject(pending);
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'PendingImport' });
  });

  test('rotates to new material on demand, and still decrypts what the old encrypted', async () => {
    const KeyId = await newKey();
    const first = await importInto(KeyId, randomBytes(32));
    const { CiphertextBlob } = await kms.call('Encrypt', { KeyId, Plaintext });
    await expect(kms.call('RotateKeyOnDemand', { KeyId })).rejects.toMatchObject({
      code: 'KMSInvalidStateException',
      message: `No available key material pending rotation for the key: ${KeyId}.`,
    });
    const fresh = { ...forever, ImportType: 'NEW_KEY_MATERIAL' } as const;
    const second = await importInto(KeyId, randomBytes(32), fresh);
    expect(await stateOf(KeyId)).toMatchObject({ CurrentKeyMaterialId: first.KeyMaterialId });
    await expect(importInto(KeyId, randomBytes(32), fresh)).rejects.toMatchObject({
      code: 'KMSInvalidStateException',
      message: expect.stringMatching(
        `^New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key ${KeyId}, because another key material \\(id: ${second.KeyMaterialId}\\) is pending rotation\\.$`,
      ),
    });
    await kms.call('RotateKeyOnDemand', { KeyId });
    expect(await stateOf(KeyId)).toMatchObject({ CurrentKeyMaterialId: second.KeyMaterialId });
    expect(await kms.call('Decrypt', { CiphertextBlob })).toMatchObject({
      KeyMaterialId: first.KeyMaterialId,
    });

    await kms.call('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: first.KeyMaterialId });
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'PendingImport' });
    const { Rotations } = await kms.call('ListKeyRotations', {
      KeyId,
      IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
    });
    expect(Rotations).toMatchObject([
      { KeyMaterialState: 'NON_CURRENT', ImportState: 'PENDING_IMPORT' },
      { KeyMaterialState: 'CURRENT', ImportState: 'IMPORTED', RotationType: 'ON_DEMAND' },
    ]);
  });

  test('forgets material that is deleted while it is pending rotation', async () => {
    const KeyId = await newKey();
    await importInto(KeyId, randomBytes(32));
    const fresh = { ...forever, ImportType: 'NEW_KEY_MATERIAL' } as const;
    const { KeyMaterialId } = await importInto(KeyId, randomBytes(32), fresh);
    await kms.call('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId });
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'Enabled' });
    await expect(importInto(KeyId, randomBytes(32), fresh)).resolves.toMatchObject({ KeyId });
  });

  test('keeps its material if material of another id is to be deleted', async () => {
    const KeyId = await newKey();
    const KeyMaterialId = 'f'.repeat(64);
    const absent = {
      code: 'NotFoundException',
      message: `Key material ${KeyMaterialId} does not exist`,
    };
    const remove = () => kms.call('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId });
    await expect(remove()).rejects.toMatchObject(absent);
    await importInto(KeyId, randomBytes(32));
    await expect(remove()).rejects.toMatchObject(absent);
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'Enabled' });
  });

  test.each<AlgorithmSpec>(['RSAES_OAEP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_256'])(
    'takes material that is wrapped with %s',
    async (algorithm) => {
      const KeyId = await newKey();
      const request = { KeyId, ...(await wrapped(KeyId, randomBytes(32), algorithm)), ...forever };
      await kms.call('ImportKeyMaterial', request);
      expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'Enabled' });
    },
  );
});

describe('keys of other specs', () => {
  test('sign with an imported private key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const KeyId = await newKey('ECC_NIST_P256', 'SIGN_VERIFY');
    const answer = await importInto(KeyId, privateKey.export({ format: 'der', type: 'pkcs8' }));
    expect(answer).toEqual({ KeyId });
    const input = { KeyId, Message: Plaintext, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
    const { Signature } = await kms.call('Sign', input);
    expect(await kms.call('Verify', { ...input, Signature })).toMatchObject({ SignatureValid: true });
    expect(await stateOf(KeyId)).not.toHaveProperty('CurrentKeyMaterialId');
  });

  test.each<[KeySpec, KeyUsageType, number]>([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 16],
    ['HMAC_384', 'GENERATE_VERIFY_MAC', 32],
    ['ECC_NIST_P256', 'SIGN_VERIFY', 32],
  ])('%s takes no material of another form', async (spec, usage, length) => {
    const imported = importInto(await newKey(spec, usage), randomBytes(length));
    await expect(imported).rejects.toMatchObject({ code: 'IncorrectKeyMaterialException' });
  });

  test('a key pair of another curve is refused', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const KeyId = await newKey('ECC_NIST_P256', 'SIGN_VERIFY');
    const imported = importInto(KeyId, privateKey.export({ format: 'der', type: 'pkcs8' }));
    await expect(imported).rejects.toMatchObject({ code: 'IncorrectKeyMaterialException' });
  });
});

describe('an import is refused', () => {
  test('for keys whose material KMS made', async () => {
    const KeyId = await kms.keyArn();
    const expected = {
      code: 'UnsupportedOperationException',
      message: `${KeyId} origin is AWS_KMS which is not valid for this operation.`,
    };
    await expect(wrapped(KeyId, randomBytes(32))).rejects.toMatchObject(expected);
    await expect(kms.call('DeleteImportedKeyMaterial', { KeyId })).rejects.toMatchObject(expected);
  });

  test('without saying when the material expires', async () => {
    await expect(importInto(await newKey(), randomBytes(32), {})).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES',
    });
  });

  test("with another key's token, an old one, and material wrapped for another", async () => {
    const [KeyId, other] = [await newKey(), await newKey()];
    const request = { KeyId, ...(await wrapped(KeyId, randomBytes(32))), ...forever };
    const invalid = { code: 'InvalidImportTokenException' };
    await expect(kms.call('ImportKeyMaterial', { ...request, KeyId: other })).rejects.toMatchObject(invalid);
    const { EncryptedKeyMaterial } = await wrapped(KeyId, randomBytes(32));
    await expect(kms.call('ImportKeyMaterial', { ...request, EncryptedKeyMaterial })).rejects.toMatchObject({
      code: 'InvalidCiphertextException',
    });
    now = new Date(now.getTime() + DAY);
    const expired = { code: 'ExpiredImportTokenException' };
    await expect(kms.call('ImportKeyMaterial', request)).rejects.toMatchObject(expired);
  });
});
