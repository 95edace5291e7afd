import { describe, expect, test } from '@jest/globals';
import { policyOfKind } from './asymmetric-key.ts';

const policy = '{"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}}';

describe('the policy of a key of another kind', () => {
  test.each<[string, string, string | undefined]>([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', undefined],
    ['RSA_2048', 'ENCRYPT_DECRYPT', 'kms:GenerateDataKey*'],
    ['RSA_2048', 'SIGN_VERIFY', 'kms:Encrypt,kms:Decrypt,kms:ReEncrypt*,kms:GenerateDataKey*'],
    ['HMAC_256', 'GENERATE_VERIFY_MAC', 'kms:Encrypt,kms:Decrypt,kms:ReEncrypt*,kms:GenerateDataKey*'],
  ])('of %s for %s denies %s', (spec, usage, denied) => {
    const { Statement } = JSON.parse(policyOfKind(policy, { spec, usage }));
    const denials = [Statement].flat().filter(({ Effect }) => Effect === 'Deny');
    expect(denials.map(({ Action }) => String(Action))).toEqual(denied === undefined ? [] : [denied]);
  });

  test('leaves a text as it is that is not JSON, so that its faults are told', () => {
    expect(policyOfKind('{', { spec: 'RSA_2048', usage: 'SIGN_VERIFY' })).toBe('{');
  });
});
