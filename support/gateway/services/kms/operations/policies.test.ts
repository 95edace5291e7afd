import { beforeEach, describe, expect, test } from '@jest/globals';
import { type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

let kms: KmsUnderTest;
beforeEach(() => {
  kms = kmsUnderTest();
});

describe('the key policy', () => {
  test('of a new key delegates to the account', async () => {
    const { Policy, PolicyName } = await kms.call('GetKeyPolicy', { KeyId: await kms.keyArn() });
    expect(PolicyName).toBe('default');
    expect(JSON.parse(Policy ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    });
  });

  test('is given back exactly as it came', async () => {
    const KeyId = await kms.keyArn({ Policy: '{ "Statement" : [] }' });
    expect((await kms.call('GetKeyPolicy', { KeyId })).Policy).toBe('{ "Statement" : [] }');
    await kms.call('PutKeyPolicy', { KeyId, Policy: '{\n}', PolicyName: 'default' });
    expect((await kms.call('GetKeyPolicy', { KeyId, PolicyName: 'default' })).Policy).toBe('{\n}');
  });

  test('is the only one, and its name is default', async () => {
    const KeyId = await kms.keyArn();
    expect(await kms.call('ListKeyPolicies', { KeyId })).toEqual({
      PolicyNames: ['default'],
      Truncated: false,
    });
    const expected = { code: 'NotFoundException', message: 'No such policy exists' };
    await expect(kms.call('GetKeyPolicy', { KeyId, PolicyName: 'other' })).rejects.toMatchObject(expected);
    const put = kms.call('PutKeyPolicy', { KeyId, PolicyName: 'other', Policy: '{}' });
    await expect(put).rejects.toMatchObject(expected);
  });
});
