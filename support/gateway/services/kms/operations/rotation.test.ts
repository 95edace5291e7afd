import { beforeEach, describe, expect, test } from '@jest/globals';
import { type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

let kms: KmsUnderTest;
beforeEach(() => {
  kms = kmsUnderTest(() => new Date('2026-01-01T00:00:00Z'));
});

const materialOf = async (KeyId: string) =>
  (await kms.call('DescribeKey', { KeyId })).KeyMetadata?.CurrentKeyMaterialId;

describe('automatic rotation', () => {
  test('is off, on with a period, and off again', async () => {
    const KeyId = await kms.keyArn();
    const off = { KeyId, KeyRotationEnabled: false };
    expect(await kms.call('GetKeyRotationStatus', { KeyId })).toEqual(off);
    await kms.call('EnableKeyRotation', { KeyId });
    expect(await kms.call('GetKeyRotationStatus', { KeyId })).toEqual({
      KeyId,
      KeyRotationEnabled: true,
      RotationPeriodInDays: 365,
      NextRotationDate: new Date('2027-01-01T00:00:00Z'),
    });
    await kms.call('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
    expect(await kms.call('GetKeyRotationStatus', { KeyId })).toMatchObject({
      RotationPeriodInDays: 90,
      NextRotationDate: new Date('2026-04-01T00:00:00Z'),
    });
    await kms.call('DisableKeyRotation', { KeyId });
    expect(await kms.call('GetKeyRotationStatus', { KeyId })).toEqual(off);
  });

  test.each([
    [89, 'greater than or equal to 90'],
    [2561, 'less than or equal to 2560'],
  ])('has no period of %d days', async (RotationPeriodInDays, bound) => {
    const KeyId = await kms.keyArn();
    await expect(kms.call('EnableKeyRotation', { KeyId, RotationPeriodInDays })).rejects.toMatchObject({
      code: 'ValidationException',
      message: `1 validation error detected: Value '${RotationPeriodInDays}' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value ${bound}`,
    });
  });

  test('is off while the deletion of the key is pending, and comes back', async () => {
    const KeyId = await kms.keyArn();
    await kms.call('EnableKeyRotation', { KeyId });
    await kms.call('ScheduleKeyDeletion', { KeyId });
    expect((await kms.call('GetKeyRotationStatus', { KeyId })).KeyRotationEnabled).toBe(false);
    await kms.call('CancelKeyDeletion', { KeyId });
    expect((await kms.call('GetKeyRotationStatus', { KeyId })).KeyRotationEnabled).toBe(true);
  });

  test('is always on for AWS managed keys', async () => {
    const { KeyMetadata } = await kms.call('DescribeKey', { KeyId: 'alias/aws/s3' });
    expect(await kms.call('GetKeyRotationStatus', { KeyId: KeyMetadata?.Arn })).toMatchObject({
      KeyRotationEnabled: true,
      RotationPeriodInDays: 365,
    });
  });

  test('is not there for HMAC keys', async () => {
    const KeyId = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const expected = { code: 'UnsupportedOperationException', message: '' };
    const operations = [
      'EnableKeyRotation',
      'GetKeyRotationStatus',
      'ListKeyRotations',
      'RotateKeyOnDemand',
    ] as const;
    for (const operation of operations)
      await expect(kms.call(operation, { KeyId })).rejects.toMatchObject(expected);
  });

  test('is not listed of a symmetric key that has no material yet', async () => {
    const KeyId = await kms.keyArn({ Origin: 'EXTERNAL' });
    const listed = { Rotations: [], Truncated: false };
    expect(await kms.call('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })).toEqual(
      listed,
    );
  });
});

describe('rotation on demand', () => {
  test('changes the key material, and what was encrypted before stays readable', async () => {
    const KeyId = await kms.keyArn();
    const Plaintext = Buffer.from('before');
    const { CiphertextBlob } = await kms.call('Encrypt', { KeyId, Plaintext });
    const before = await materialOf(KeyId);
    expect(await kms.call('RotateKeyOnDemand', { KeyId })).toEqual({ KeyId });
    const after = await materialOf(KeyId);
    expect(after).not.toBe(before);
    const decrypted = await kms.call('Decrypt', { CiphertextBlob });
    expect(decrypted).toMatchObject({ KeyId, KeyMaterialId: before });
    expect(Buffer.from(decrypted.Plaintext ?? [])).toEqual(Plaintext);
    expect((await kms.call('GenerateDataKey', { KeyId, KeySpec: 'AES_256' })).KeyMaterialId).toBe(after);
  });

  test('is listed', async () => {
    const KeyId = await kms.keyArn();
    expect(await kms.call('ListKeyRotations', { KeyId })).toEqual({ Rotations: [], Truncated: false });
    const materials = [await materialOf(KeyId)];
    for (let round = 0; round < 2; round++) {
      await kms.call('RotateKeyOnDemand', { KeyId });
      materials.push(await materialOf(KeyId));
    }
    const id = KeyId.slice(KeyId.indexOf('/') + 1);
    const rotated = { KeyId: id, RotationDate: new Date('2026-01-01T00:00:00Z'), RotationType: 'ON_DEMAND' };
    const rotations = [
      { ...rotated, KeyMaterialId: materials[1], KeyMaterialState: 'NON_CURRENT' },
      { ...rotated, KeyMaterialId: materials[2], KeyMaterialState: 'CURRENT' },
    ];
    expect((await kms.call('ListKeyRotations', { KeyId })).Rotations).toEqual(rotations);
    const all = await kms.call('ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
    expect(all.Rotations).toEqual([
      { KeyId: id, KeyMaterialId: materials[0], KeyMaterialState: 'NON_CURRENT' },
      ...rotations,
    ]);
  });

  test('is possible 25 times', async () => {
    const KeyId = await kms.keyArn();
    for (let round = 0; round < 25; round++) await kms.call('RotateKeyOnDemand', { KeyId });
    await expect(kms.call('RotateKeyOnDemand', { KeyId })).rejects.toMatchObject({
      code: 'LimitExceededException',
      message: `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${KeyId}`,
    });
  });
});
