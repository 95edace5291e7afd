import { describe, expect, test } from '@jest/globals';
import { decryptDataKey, generateDataKey } from './data-keys.ts';
import { kmsUnderTest } from './testing/kms-under-test.ts';

const context = { 'aws:s3:arn': 'arn:aws:s3:::bucket/key' };

describe('data keys for services of the store', () => {
  test('have 32 bytes and come back from their ciphertext', async () => {
    const { state, ...kms } = kmsUnderTest();
    const arn = await kms.keyArn();
    const { plaintext, ciphertext } = generateDataKey(state, arn, context);
    expect(plaintext).toHaveLength(32);
    expect(decryptDataKey(state, arn, ciphertext, context)).toEqual(plaintext);
  });

  test('are what Decrypt decrypts', async () => {
    const kms = kmsUnderTest();
    const KeyId = await kms.keyArn();
    const { plaintext, ciphertext } = generateDataKey(kms.state, KeyId, context);
    const { Plaintext } = await kms.call('Decrypt', {
      KeyId,
      CiphertextBlob: ciphertext,
      EncryptionContext: context,
    });
    expect(Plaintext).toEqual(plaintext);
  });

  test('are unreadable with another encryption context or under another key', async () => {
    const { state, ...kms } = kmsUnderTest();
    const arn = await kms.keyArn();
    const { ciphertext } = generateDataKey(state, arn, context);
    const refused = expect.objectContaining({ code: 'InvalidCiphertextException', message: '' });
    expect(() => decryptDataKey(state, arn, ciphertext, {})).toThrow(refused);
    const other = await kms.keyArn();
    expect(() => decryptDataKey(state, other, ciphertext, context)).toThrow(refused);
  });

  test.each([
    ['disabled', 'DisabledException'],
    ['pending deletion', 'KMSInvalidStateException'],
  ])('are neither made nor read under a key that is %s', async (state, code) => {
    const kms = kmsUnderTest();
    const arn = await kms.keyArn();
    const { ciphertext } = generateDataKey(kms.state, arn, context);
    await kms.call(state === 'disabled' ? 'DisableKey' : 'ScheduleKeyDeletion', { KeyId: arn });
    const refused = expect.objectContaining({ code, message: `${arn} is ${state}.` });
    expect(() => generateDataKey(kms.state, arn, context)).toThrow(refused);
    expect(() => decryptDataKey(kms.state, arn, ciphertext, context)).toThrow(refused);
  });

  test('need a key that exists and encrypts', async () => {
    const { state, ...kms } = kmsUnderTest();
    expect(() => generateDataKey(state, 'arn:aws:kms:eu-west-1:111111111111:key/none', {})).toThrow(
      expect.objectContaining({ code: 'NotFoundException' }),
    );
    const hmac = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    expect(() => generateDataKey(state, hmac, {})).toThrow(
      expect.objectContaining({
        code: 'InvalidKeyUsageException',
        message: `${hmac} key usage is GENERATE_VERIFY_MAC which is not valid for GenerateDataKey.`,
      }),
    );
  });
});

describe('a data key that was decrypted before', () => {
  const refused = expect.objectContaining({ code: 'InvalidCiphertextException', message: '' });

  test('is refused with another encryption context and under another key, and then decrypted again', async () => {
    const { state, ...kms } = kmsUnderTest();
    const [arn, other] = [await kms.keyArn(), await kms.keyArn()];
    const { plaintext, ciphertext } = generateDataKey(state, arn, context);
    for (let time = 0; time < 2; time++) {
      expect(decryptDataKey(state, arn, ciphertext, context)).toEqual(plaintext);
      expect(() => decryptDataKey(state, arn, ciphertext, {})).toThrow(refused);
      expect(() => decryptDataKey(state, other, ciphertext, context)).toThrow(refused);
    }
  });

  test('is refused while its key is disabled', async () => {
    const { state, ...kms } = kmsUnderTest();
    const arn = await kms.keyArn();
    const { plaintext, ciphertext } = generateDataKey(state, arn, context);
    expect(decryptDataKey(state, arn, ciphertext, context)).toEqual(plaintext);
    await kms.call('DisableKey', { KeyId: arn });
    const disabled = expect.objectContaining({ code: 'DisabledException' });
    expect(() => decryptDataKey(state, arn, ciphertext, context)).toThrow(disabled);
    await kms.call('EnableKey', { KeyId: arn });
    expect(decryptDataKey(state, arn, ciphertext, context)).toEqual(plaintext);
  });

  test('is refused with a changed byte in other bytes', async () => {
    const { state, ...kms } = kmsUnderTest();
    const arn = await kms.keyArn();
    const { ciphertext } = generateDataKey(state, arn, context);
    decryptDataKey(state, arn, ciphertext, context);
    const changed = Buffer.from(ciphertext);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => decryptDataKey(state, arn, changed, context)).toThrow(refused);
  });
});
