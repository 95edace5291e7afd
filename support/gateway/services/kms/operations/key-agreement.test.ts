import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

const kms = kmsUnderTest();
const agreeing = { KeySpec: 'ECC_NIST_P384', KeyUsage: 'KEY_AGREEMENT' } as const;
const ecdh = { KeyAgreementAlgorithm: 'ECDH' } as const;

async function publicKeyOf(KeyId: string): Promise<Uint8Array> {
  const { PublicKey } = await kms.call('GetPublicKey', { KeyId });
  return PublicKey ?? new Uint8Array();
}

describe('DeriveSharedSecret', () => {
  test('gives both sides the same secret, and so a holder of a key pair of the curve', async () => {
    const [one, other] = [await kms.keyArn(agreeing), await kms.keyArn(agreeing)];
    const derive = async (KeyId: string, PublicKey: Uint8Array) =>
      kms.call('DeriveSharedSecret', { KeyId, PublicKey, ...ecdh });
    const answer = await derive(one, await publicKeyOf(other));
    expect(answer).toMatchObject({ KeyId: one, KeyAgreementAlgorithm: 'ECDH', KeyOrigin: 'AWS_KMS' });
    expect((await derive(other, await publicKeyOf(one))).SharedSecret).toEqual(answer.SharedSecret);

    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const key = Buffer.from(await publicKeyOf(one));
    const outside = diffieHellman({
      privateKey,
      publicKey: createPublicKey({ key, format: 'der', type: 'spki' }),
    });
    const inside = await derive(one, publicKey.export({ format: 'der', type: 'spki' }));
    expect(inside.SharedSecret).toEqual(outside);
  });

  test('is for keys of that usage, which describe their algorithm', async () => {
    const KeyId = await kms.keyArn(agreeing);
    const { KeyMetadata } = await kms.call('DescribeKey', { KeyId });
    expect(KeyMetadata).toMatchObject({ ...agreeing, KeyAgreementAlgorithms: ['ECDH'] });
    expect(KeyMetadata).not.toHaveProperty('SigningAlgorithms');
    const signing = await kms.keyArn({ ...agreeing, KeyUsage: 'SIGN_VERIFY' });
    const PublicKey = await publicKeyOf(KeyId);
    const refused = kms.call('DeriveSharedSecret', { KeyId: signing, PublicKey, ...ecdh });
    await expect(refused).rejects.toMatchObject({
      code: 'InvalidKeyUsageException',
      message: `${signing} key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.`,
    });
  });

  test.each([
    ['that is none', Buffer.from('InvalidPublicKey')],
    [
      'of another curve',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' }),
    ],
  ])('refuses a public key %s', async (_, PublicKey) => {
    const KeyId = await kms.keyArn(agreeing);
    const refused = kms.call('DeriveSharedSecret', { KeyId, PublicKey, ...ecdh });
    await expect(refused).rejects.toMatchObject({ code: 'ValidationException', message: '' });
  });

  test('ends a dry run, and needs an enabled key', async () => {
    const KeyId = await kms.keyArn(agreeing);
    const input = { KeyId, PublicKey: await publicKeyOf(KeyId), ...ecdh };
    const dry = { code: 'DryRunOperationException' };
    await expect(kms.call('DeriveSharedSecret', { ...input, DryRun: true })).rejects.toMatchObject(dry);
    await kms.call('DisableKey', { KeyId });
    const disabled = { code: 'DisabledException', message: `${KeyId} is disabled.` };
    await expect(kms.call('DeriveSharedSecret', input)).rejects.toMatchObject(disabled);
  });
});
