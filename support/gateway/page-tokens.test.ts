import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { PageTokens, type TokenScope } from './page-tokens.ts';

const scope = fc.constantFrom<TokenScope>(
  { service: 'iam', operation: 'ListUsers', account },
  { service: 'iam', operation: 'ListUsers', account: otherAccount },
  { service: 'iam', operation: 'ListRoles', account },
  { service: 'kms', operation: 'ListKeys', account },
  { service: 's3', operation: 'ListObjectsV2', account: '' },
);
const token = fc.string({ unit: 'binary', maxLength: 1100 });
const tokens = new PageTokens();

describe('a page token', () => {
  test('opens to what was sealed, and is the same encoded for a URL', () => {
    fc.assert(
      fc.property(scope, token, (at, text) => {
        const sealed = tokens.seal(at, text);
        expect(tokens.open(at, sealed)).toBe(text);
        expect(encodeURIComponent(sealed)).toBe(sealed);
      }),
    );
  });

  test('opens for its own service, operation and account alone', () => {
    fc.assert(
      fc.property(scope, scope, token, (at, other, text) => {
        fc.pre(at !== other);
        expect(tokens.open(other, tokens.seal(at, text))).toBeUndefined();
      }),
    );
  });

  test('of another gateway does not open', () => {
    fc.assert(
      fc.property(scope, token, (at, text) => {
        expect(new PageTokens().open(at, tokens.seal(at, text))).toBeUndefined();
      }),
    );
  });

  test('does not open with any character changed, added or left out', () => {
    const character = fc.constantFrom(...'aZ0-_=+/% ');
    fc.assert(
      fc.property(scope, token, fc.nat(), character, (at, text, nat, other) => {
        const sealed = tokens.seal(at, text);
        const place = nat % sealed.length;
        const [before, rest] = [sealed.slice(0, place), sealed.slice(place)];
        for (const altered of [before + other + rest.slice(1), before + other + rest, before + rest.slice(1)])
          if (altered !== sealed) expect(tokens.open(at, altered)).toBeUndefined();
      }),
    );
  });

  test.each(['', 'nonsense', '1', 'YWZ0ZXI6Yg', 'A'.repeat(5000), '\u{1F600}'])('is not %j', (text) => {
    const at = { service: 'kms', operation: 'ListKeys', account } as const;
    expect(tokens.open(at, text)).toBeUndefined();
  });
});
