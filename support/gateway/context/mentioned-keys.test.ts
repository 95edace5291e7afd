import { expect, test } from '@jest/globals';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../authorization/terms/policies-in-force.ts';
import { growsLinearly } from '../../aws/testing/counted-work.ts';
import { mentionedKeys } from './mentioned-keys.ts';

function policy(statement: object, Version = '2012-10-17'): NamedPolicy {
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement }];
  const text = JSON.stringify({ Version, Statement });
  return { name: 'a policy', layer: 'identity', policy: parsePolicy(text, { kind: 'identity' }) };
}

const variable = (name: string): string => `$\{${name}}`;

test.each<[string, object, string[]]>([
  ['a condition key', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, ['aws:securetransport']],
  [
    'a variable of a resource',
    { Resource: `arn:aws:s3:::b/${variable('aws:PrincipalTag/Team')}` },
    ['aws:principaltag/team'],
  ],
  [
    'a variable with a default',
    { Resource: `arn:aws:s3:::b/${variable("aws:PrincipalTag/Team, 'x'")}` },
    ['aws:principaltag/team'],
  ],
  [
    'a variable of a value',
    { Condition: { StringLike: { 's3:prefix': [`a/${variable('aws:username')}/*`] } } },
    ['s3:prefix', 'aws:username'],
  ],
  ['no variable: a character', { Resource: `arn:aws:s3:::b/${variable('*')}` }, []],
])('A policy asks for %s', (_, statement, keys) => {
  expect([...mentionedKeys({ identity: [policy(statement)] })].toSorted()).toEqual(keys.toSorted());
});

test('Several policies ask for the keys of each, also when they are asked again', () => {
  const asking = (key: string) => policy({ Condition: { StringEquals: { [key]: 'a' } } });
  const identity = [policy({}), asking('aws:username'), asking('s3:prefix')];
  const resource = asking('aws:SourceIp');
  expect([...mentionedKeys({ identity, resource })]).toEqual(['aws:username', 's3:prefix', 'aws:sourceip']);
  expect([...mentionedKeys({ identity })]).toEqual(['aws:username', 's3:prefix']);
});

test('In the older language version a variable is plain text, and asks for nothing', () => {
  const old = policy({ Resource: `arn:aws:s3:::b/${variable('aws:username')}` }, '2008-10-17');
  expect([...mentionedKeys({ identity: [old] })]).toEqual([]);
});

test('What a policy asks for is found in time linear in its length, whatever its values hold', () => {
  const asked = (n: number) => () =>
    mentionedKeys({
      identity: [
        policy({ Condition: { StringEquals: { 'aws:username': `${' '.repeat(n)}$` } } }, '2008-10-17'),
      ],
    });
  expect(growsLinearly(asked, 9500)).toBe(true);
  const blanks = `$\{${' '.repeat(19_000)}`;
  const old = policy({ Condition: { StringEquals: { 'aws:username': blanks } } }, '2008-10-17');
  expect([...mentionedKeys({ identity: [old] })]).toEqual(['aws:username']);
});
