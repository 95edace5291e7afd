import { describe, expect, test } from '@jest/globals';
import type { Input } from '../../../../aws/operations.ts';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

describe('CreateKey', () => {
  test('makes a symmetric encryption key of the caller, complete with metadata', async () => {
    const { KeyMetadata } = await kmsUnderTest().call('CreateKey', { Description: 'for reports' });
    const id = KeyMetadata?.KeyId;
    expect(KeyMetadata).toEqual({
      AWSAccountId: account,
      KeyId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      Arn: `arn:aws:kms:eu-west-1:${account}:key/${id}`,
      CreationDate: expect.any(Date),
      Enabled: true,
      Description: 'for reports',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: 'CUSTOMER',
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
      CurrentKeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('with imported material to come makes a key that waits for it', async () => {
    const { KeyMetadata } = await kmsUnderTest().call('CreateKey', { Origin: 'EXTERNAL' });
    expect(KeyMetadata).toMatchObject({ Origin: 'EXTERNAL', KeyState: 'PendingImport', Enabled: false });
    expect(KeyMetadata).not.toHaveProperty('CurrentKeyMaterialId');
  });

  test.each<[Input<'kms', 'CreateKey'>, object]>([
    [
      { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' },
      { EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'], CustomerMasterKeySpec: 'RSA_2048' },
    ],
    [{ KeySpec: 'ECC_NIST_P384', KeyUsage: 'SIGN_VERIFY' }, { SigningAlgorithms: ['ECDSA_SHA_384'] }],
    [{ CustomerMasterKeySpec: 'ECC_SECG_P256K1', KeyUsage: 'SIGN_VERIFY' }, { KeySpec: 'ECC_SECG_P256K1' }],
    [
      { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
      { MacAlgorithms: ['HMAC_SHA_256'], KeyUsage: 'GENERATE_VERIFY_MAC' },
    ],
  ])('makes keys of other specs: %j', async (input, expected) => {
    const { KeyMetadata } = await kmsUnderTest().call('CreateKey', input);
    expect(KeyMetadata).toMatchObject({ KeyState: 'Enabled', ...expected });
    expect(KeyMetadata).not.toHaveProperty('CurrentKeyMaterialId');
  });

  const usageRequired =
    'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.';
  test.each<[Input<'kms', 'CreateKey'>, string, string]>([
    [{ KeySpec: 'HMAC_256' }, 'ValidationException', usageRequired],
    [{ KeySpec: 'RSA_2048' }, 'ValidationException', usageRequired],
    [
      { KeySpec: 'RSA_2048', KeyUsage: 'GENERATE_VERIFY_MAC' },
      'ValidationException',
      'KeyUsage GENERATE_VERIFY_MAC is not compatible with KeySpec RSA_2048',
    ],
    [
      { KeySpec: 'RSA_2048', KeyUsage: 'KEY_AGREEMENT' },
      'ValidationException',
      'KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048',
    ],
    [
      { KeyUsage: 'SIGN_VERIFY' },
      'ValidationException',
      'KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT',
    ],
    [
      { KeySpec: 'ECC_SECG_P256K1', KeyUsage: 'KEY_AGREEMENT' },
      'ValidationException',
      'KeyUsage KEY_AGREEMENT is not compatible with KeySpec ECC_SECG_P256K1',
    ],
    [
      { Origin: 'AWS_CLOUDHSM' },
      'ValidationException',
      'CustomKeyStoreId is required when Origin is AWS_CLOUDHSM.',
    ],
    [
      { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' },
      'CustomKeyStoreNotFoundException',
      'Custom key store cks-1 is not found.',
    ],
    [
      { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: 'cks-1', XksKeyId: 'x' },
      'CustomKeyStoreNotFoundException',
      'Custom key store cks-1 is not found.',
    ],
  ])('refuses %j', async (input, code, message) => {
    const kms = kmsUnderTest();
    await expect(kms.call('CreateKey', input)).rejects.toMatchObject({ code, status: 400, message });
    expect(kms.state.keys.size).toBe(0);
  });

  test.each<[Input<'kms', 'CreateKey'>, string]>([
    [{ KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' }, 'kms:CreateKey with the KeySpec SM2'],
    [{ MultiRegion: true, Origin: 'EXTERNAL' }, 'kms:CreateKey with MultiRegion for imported key material'],
  ])('does not implement %j', async (input, what) => {
    const message = `keyhole does not implement ${what}.`;
    const refusal = { code: 'NotImplemented', status: 501, message };
    await expect(kmsUnderTest().call('CreateKey', input)).rejects.toMatchObject(refusal);
  });

  test('names every wrong member at once', async () => {
    const input = { KeySpec: 'HMAC_1', KeyUsage: 'RANDOM' } as unknown as Input<'kms', 'CreateKey'>;
    await expect(kmsUnderTest().call('CreateKey', input)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(
        /^2 validation errors detected: Value 'RANDOM' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: \[.*\]; Value 'HMAC_1' at 'keySpec'/,
      ),
    });
  });
});

describe('ListKeys', () => {
  test("lists the caller's keys of the region, page by page", async () => {
    const kms = kmsUnderTest();
    const own = await Promise.all(Array.from({ length: 5 }, () => kms.keyArn()));
    await kms.keyArn({}, { region: 'us-east-1' });
    await kms.keyArn({}, { account: otherAccount });
    const listed: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await kms.call('ListKeys', { Limit: 2, Marker });
      expect(page.Truncated).toBe(page.NextMarker !== undefined);
      listed.push(...(page.Keys ?? []).map(({ KeyArn }) => KeyArn));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(listed).toEqual(own.toSorted());
  });

  test.each([
    [{ Limit: 0 }, 'ValidationException'],
    [{ Limit: 1001 }, 'ValidationException'],
  ])('refuses %j', async (input, code) => {
    await expect(kmsUnderTest().call('ListKeys', input)).rejects.toMatchObject({ code });
  });
});

describe('the life of a key', () => {
  test('it is disabled and enabled again', async () => {
    const kms = kmsUnderTest();
    const KeyId = await kms.keyArn();
    await kms.call('DisableKey', { KeyId });
    expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata).toMatchObject({
      KeyState: 'Disabled',
      Enabled: false,
    });
    await kms.call('EnableKey', { KeyId });
    expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata).toMatchObject({
      KeyState: 'Enabled',
      Enabled: true,
    });
  });

  test.each([
    [undefined, '2026-01-31T00:00:00.000Z', 30],
    [7, '2026-01-08T00:00:00.000Z', 7],
  ])(
    'its deletion is scheduled (%j days) and cancelled, which leaves it disabled',
    async (days, date, window) => {
      const kms = kmsUnderTest(() => new Date('2026-01-01T00:00:00Z'));
      const KeyId = await kms.keyArn();
      expect(await kms.call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: days })).toEqual({
        KeyId,
        DeletionDate: new Date(date),
        KeyState: 'PendingDeletion',
        PendingWindowInDays: window,
      });
      expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata).toMatchObject({
        KeyState: 'PendingDeletion',
        DeletionDate: new Date(date),
        Enabled: false,
      });
      expect(await kms.call('CancelKeyDeletion', { KeyId })).toEqual({ KeyId });
      const { KeyMetadata } = await kms.call('DescribeKey', { KeyId });
      expect(KeyMetadata).toMatchObject({ KeyState: 'Disabled' });
      expect(KeyMetadata).not.toHaveProperty('DeletionDate');
    },
  );

  test('a key that waits for its material waits again when its deletion is cancelled', async () => {
    const kms = kmsUnderTest();
    const KeyId = await kms.keyArn({ Origin: 'EXTERNAL' });
    await kms.call('ScheduleKeyDeletion', { KeyId });
    await kms.call('CancelKeyDeletion', { KeyId });
    expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata?.KeyState).toBe('PendingImport');
  });

  test.each([
    [6, 'PendingWindowInDays must be between 7 and 30'],
    [31, 'PendingWindowInDays must be between 7 and 30'],
    [
      0,
      "1 validation error detected: Value '0' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      366,
      "1 validation error detected: Value '366' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value less than or equal to 365",
    ],
  ])('its deletion cannot be scheduled in %d days', async (PendingWindowInDays, message) => {
    const kms = kmsUnderTest();
    const KeyId = await kms.keyArn();
    await expect(kms.call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays })).rejects.toMatchObject({
      code: 'ValidationException',
      message,
    });
    expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata?.KeyState).toBe('Enabled');
  });

  test('its description changes', async () => {
    const kms = kmsUnderTest();
    const KeyId = await kms.keyArn({ Description: 'old' });
    await kms.call('UpdateKeyDescription', { KeyId, Description: '' });
    expect((await kms.call('DescribeKey', { KeyId })).KeyMetadata?.Description).toBe('');
  });

  test('a request without a key is refused', async () => {
    await expect(kmsUnderTest().call('DescribeKey', { KeyId: undefined })).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null",
    });
  });
});
