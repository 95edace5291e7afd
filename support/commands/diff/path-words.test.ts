import { expect, test } from '@jest/globals';
import { pathsInWords } from './path-words.ts';

const path = (principal: string, over: readonly string[], access: string, resource: string) => ({
  ...{ principal, over, access, resource },
});
const names = (count: number) => Array.from({ length: count }, (_, index) => `u${index + 1}`);

test.each([
  ['one path', [path('a', ['r'], 'read', 'b')], ['a → r: read b']],
  [
    'accesses over the same roles',
    [path('a', ['r', 's'], 'read', 'b'), path('a', ['r', 's'], 'list', 'b')],
    ['a → r → s: read b, list b'],
  ],
  [
    'principals with the same accesses',
    [path('a', ['r'], 'read', 'b'), path('c', ['r'], 'read', 'b'), path('c', ['s'], 'read', 'b')],
    ['a, c → r: read b', 'c → s: read b'],
  ],
  [
    'six principals',
    names(6).map((who) => path(who, ['r'], 'read', 'b')),
    ['u1, u2, u3, u4, u5, u6 → r: read b'],
  ],
  [
    'many principals',
    names(9).map((who) => path(who, ['r'], 'read', 'b')),
    ['u1, u2, u3, u4, u5 and 4 others → r: read b'],
  ],
  ['no path', [], []],
])('tells %s in few lines', (_, paths, lines) => {
  expect(pathsInWords(paths)).toEqual(lines);
});
