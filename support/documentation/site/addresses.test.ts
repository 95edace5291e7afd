import { describe, expect, test } from '@jest/globals';
import { linkTo, relativeTo, slug } from './addresses.ts';

describe('a link', () => {
  test.each([
    ['', 'exchange/', '', 'exchange/index.html'],
    ['exchange/', '', '', '../index.html'],
    ['exchange/reading/', 'exchange/', 'R8', '../index.html#R8'],
    ['exchange/', 'exchange/reading/', 'L10', 'reading/index.html#L10'],
    ['exchange/', 'exchange/', 'L10', '#L10'],
    ['exchange/', 'exchange/', '', 'index.html'],
    ['', 'a/', 'b c', 'a/index.html#b%20c'],
  ])('from %j to %j with %j is %j', (from, to, fragment, link) => {
    expect(linkTo(from, to, fragment)).toBe(link);
  });

  test('to a file of the site is relative, so that the site works under any path', () => {
    expect(relativeTo('a/b/', 'assets/keyhole.css')).toBe('../../assets/keyhole.css');
  });
});

test.each([
  ['The transfer role', 'the-transfer-role'],
  ['key-policy.json', 'key-policy.json'],
  ['../../etc', 'etc'],
  ['Schlüssel/Übergabe', 'schlu-ssel-u-bergabe'],
  ['…', 'unnamed'],
])('%j as a part of an address is %j', (name, part) => {
  expect(slug(name)).toBe(part);
});
