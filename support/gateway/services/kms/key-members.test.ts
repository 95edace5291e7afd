import { expect, test } from '@jest/globals';
import { kmsPermissions } from '../../../authorization/permissions/kms.ts';
import type { Operation } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { keyMembers } from './key-members.ts';

const KEY = `arn:aws:kms:eu-west-1:${account}:key/11111111-2222-4333-8444-555555555555`;

/** Tells whether a rule judges the key that an input member refers to. */
function judges(operation: Operation<'kms'>, member: string): boolean {
  const rule = kmsPermissions[operation];
  if (typeof rule !== 'function') return false;
  const input = {
    KeyId: '-',
    TargetKeyId: '-',
    SourceKeyId: '-',
    DestinationKeyId: '-',
    AliasName: 'alias/a',
  };
  const scope = { region: 'eu-west-1', account: account, aliasTarget: () => undefined };
  const needed = (rule as (input: object, scope: object) => readonly { resource: string }[])(
    { ...input, [member]: KEY },
    scope,
  );
  return needed.some(({ resource }) => resource === KEY);
}

test('every key that a rule judges has been resolved before', () => {
  const operations = Object.keys(kmsPermissions) as Operation<'kms'>[];
  const unresolved = operations.flatMap((operation) =>
    ['KeyId', 'TargetKeyId', 'SourceKeyId', 'DestinationKeyId']
      .filter((member) => judges(operation, member) && !keyMembers[operation]?.includes(member))
      .map((member) => `${operation}.${member}`),
  );
  expect(unresolved).toEqual([]);
});
