import { expect, test } from '@jest/globals';
import { grants } from './grant-schema.ts';

const right = { grantee: '{{roles.reader.arn}}', operations: ['Decrypt'] };

test('grants of a key have a grantee and operations', () => {
  const bound = { ...right, encryptionContextEquals: { department: 'finance' } };
  expect(grants.parse({ reader: right, bound })).toEqual({ reader: right, bound });
});

test.each<[string, object, RegExp]>([
  ['a grantee that is no ARN', { ...right, grantee: 'reader' }, /must be the ARN of a principal/],
  [
    'an operation that no grant can allow',
    { ...right, operations: ['ScheduleKeyDeletion'] },
    /must be an operation that a grant can allow: .*Decrypt/,
  ],
  ['no operation', { ...right, operations: [] }, /./],
  ['a misspelt member', { ...right, grante: 'x' }, /grante/],
])('grants with %s are refused', (_, grant, message) => {
  expect(grants.safeParse({ own: grant }).error?.issues[0]?.message).toMatch(message);
});
