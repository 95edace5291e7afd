import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { account, splitAccounts } from './account-schema.ts';

const accounts = z.record(z.string(), account);
const on = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

describe('An account of a scenario', () => {
  test('is an id, or an id with settings', () => {
    const parsed = accounts.parse({
      plain: '111111111111',
      shut: { id: '222222222222', blockPublicAccess: true },
      partly: { id: '333333333333', blockPublicAccess: { RestrictPublicBuckets: true } },
    });
    expect(splitAccounts(parsed)).toEqual({
      accounts: { plain: '111111111111', shut: '222222222222', partly: '333333333333' },
      accountPublicAccessBlocks: {
        shut: on,
        partly: {
          BlockPublicAcls: false,
          IgnorePublicAcls: false,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: true,
        },
      },
    });
  });

  test.each<[string, unknown, string, RegExp]>([
    ['a number', 111_111_111_111, 'a', /put the account id in quotes/],
    ['11 digits', '11111111111', 'a', /must have 12 digits/],
    ['no id', { blockPublicAccess: true }, 'a.id', /./],
    ['a misspelt setting', { id: '111111111111', blockPublicAcess: true }, 'a', /blockPublicAcess/],
    ['a word for a setting', { id: '111111111111', blockPublicAccess: 'yes' }, 'a.blockPublicAccess', /./],
  ])('with %s is refused', (_, given, path, message) => {
    const issue = accounts.safeParse({ a: given }).error?.issues[0];
    expect(issue?.path.join('.')).toBe(path);
    expect(issue?.message).toMatch(message);
  });
});
