import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../parse-policy.ts';
import { compile } from './compiled-policy.ts';

function keysOf(statement: object, Version = '2012-10-17'): readonly string[] {
  const document = { Version, Statement: [{ Effect: 'Allow', Action: 's3:*', ...statement }] };
  return [...compile(parsePolicy(JSON.stringify(document), { kind: 'identity' })).mentionedKeys];
}

describe('the condition keys that a policy mentions', () => {
  test.each<[string, object, readonly string[]]>([
    ['in a resource', { Resource: 'arn:aws:s3:::b/${aws:Username}' }, ['aws:username']],
    ['in a NotResource', { NotResource: 'arn:aws:s3:::b/${aws:userid}/*' }, ['aws:userid']],
    [
      'as the key of a condition, and in its values',
      { Resource: '*', Condition: { StringLike: { 's3:Prefix': ['${aws:PrincipalTag/team}/*', 'x'] } } },
      ['s3:prefix', 'aws:principaltag/team'],
    ],
    ['nowhere', { Resource: 'arn:aws:s3:::b/$aws' }, []],
  ])('%s are known by their names in lower case', (_, statement, keys) => {
    expect(keysOf(statement)).toEqual(keys);
  });

  test('do not include variables in version 2008-10-17', () => {
    expect(keysOf({ Resource: 'arn:aws:s3:::b/${aws:Username}' }, '2008-10-17')).toEqual([]);
  });
});
