import { describe, expect, test } from '@jest/globals';
import { SpecError } from '../../scenario/spec-error.ts';
import { kmsQuotas } from './kms-quotas.ts';

describe('--kms-quota', () => {
  test('names an account and a number, once for each account', () => {
    expect(kmsQuotas(['111111111111=5', '222222222222=0'])).toEqual({ '111111111111': 5, '222222222222': 0 });
    expect(kmsQuotas([])).toEqual({});
  });

  test.each(['5', '111=5', '111111111111=', '111111111111=-1', '111111111111=many', 'account-1=5'])(
    'is not %s',
    (words) => {
      expect(() => kmsQuotas([words])).toThrow(SpecError);
    },
  );
});
