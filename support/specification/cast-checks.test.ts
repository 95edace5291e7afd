import { expect, test } from '@jest/globals';
import { unsayable } from './cast-checks.ts';

const types = new Map([
  ['principal', ['the client', 'the \\w+ role']],
  ['bucket', ['the \\w+ bucket']],
  ['key', ['key \\d']],
]);

test('what features can say is in order', () => {
  const things = [
    { kind: 'users', name: 'client', phrase: 'the client' },
    { kind: 'keys', name: 'key-2', phrase: 'key 2' },
  ] as const;
  expect(unsayable(things, types)).toEqual([]);
});

test('what messages alone say is told, with where to look', () => {
  const things = [{ kind: 'users', name: 'client', phrase: 'the client user' }] as const;
  expect(unsayable(things, types)).toEqual([
    'users.client: messages say "the client user", which {principal} does not take; see steps/parameter-types.ts and support/scenario/cast/cast-names.ts',
  ]);
});
