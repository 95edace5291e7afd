import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { decide } from './decide.ts';
import { parsePolicy } from './parse-policy.ts';
import { ACTORS, BUCKET, OBJECT } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, contextOf, decideCase, deny, inForce, summary, to } from './proof/cases/short-policies.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const GET = 's3:GetObject';
const NO = 'implicit deny by identity';
const on = (Resource: string | readonly string[]) => ({ identity: [allow(GET, { Resource })] });
const doing = (...actions: readonly string[]) => ({ identity: [allow(actions)] });

const ACTIONS: readonly Row[] = [
  ['actions compare in any letter case', 'alice', GET, doing('S3:getobject'), 'Granted'],
  ['a wildcard at the end', 'alice', GET, doing('s3:Get*'), 'Granted'],
  ['a wildcard in the middle', 'alice', GET, doing('s3:*Object'), 'Granted'],
  ['one letter', 'alice', GET, doing('s3:GetObjec?'), 'Granted'],
  ['a wildcard for one letter too many', 'alice', GET, doing('s3:GetObject?'), NO],
  ['everything', 'alice', GET, doing('*'), 'Granted'],
  ['another service', 'alice', GET, doing('kms:*', 's3express:*'), NO],
  ['a longer action does not match the shorter', 'alice', GET, doing('s3:GetObjectVersion'), NO],
];

const RESOURCES: readonly Row[] = [
  ['the ARN itself', 'alice', GET, on(OBJECT), 'Granted'],
  ['every object of the bucket', 'alice', GET, on(`${BUCKET}/*`), 'Granted'],
  ['the bucket is not its objects', 'alice', GET, on(BUCKET), NO],
  ['the bucket with everything after it', 'alice', GET, on(`${BUCKET}*`), 'Granted'],
  ['an ARN compares letter for letter', 'alice', GET, on('arn:aws:s3:::Reports/*'), NO],
  ['a star reaches over slashes', 'alice', GET, on('arn:aws:s3:::reports/*.csv'), 'Granted'],
  ['one of several', 'alice', GET, on(['arn:aws:s3:::x/*', `${BUCKET}/*`]), 'Granted'],
  ['everything of S3', 'alice', GET, on('arn:aws:s3:::*'), 'Granted'],
  ['an ARN that IAM completes', 'alice', GET, on('arn:aws:s3'), 'Granted'],
  ['an ARN of another service that IAM completes', 'alice', GET, on('arn:aws:sqs'), NO],
  ['a star stays within its part of the ARN', 'alice', GET, on('arn:*:s3:::reports/*'), 'Granted'],
  ['a star in the region does not reach over colons', 'alice', GET, on('arn:aws:s3:*:reports/*:x'), NO],
  [
    'a name of the user',
    'alice',
    GET,
    {
      ...on(`${BUCKET}/\${aws:username}/*`),
      resource: `${BUCKET}/alice/x`,
      keys: { 'aws:username': 'alice' },
    },
    'Granted',
  ],
  [
    'a name of another user',
    'alice',
    GET,
    { ...on(`${BUCKET}/\${aws:username}/*`), resource: `${BUCKET}/bob/x`, keys: { 'aws:username': 'alice' } },
    NO,
  ],
  [
    'a variable without a value matches nothing',
    'alice',
    GET,
    { ...on(`${BUCKET}/\${aws:PrincipalTag/team}*`), resource: `${BUCKET}/x` },
    NO,
  ],
  [
    'a variable with an empty value matches nothing',
    'alice',
    GET,
    {
      ...on(`${BUCKET}/\${aws:PrincipalTag/team}*`),
      resource: `${BUCKET}/x`,
      keys: { 'aws:PrincipalTag/team': '' },
    },
    NO,
  ],
  [
    'a variable with a default',
    'alice',
    GET,
    { ...on(`${BUCKET}/\${aws:PrincipalTag/team, 'all'}/*`), resource: `${BUCKET}/all/x` },
    'Granted',
  ],
  ['a star by its variable', 'alice', GET, { ...on(`${BUCKET}/\${*}`), resource: `${BUCKET}/*` }, 'Granted'],
  ['a star by its variable is not a wildcard', 'alice', GET, on(`${BUCKET}/\${*}`), NO],
];

decides('actions', 'IAM user guide, "IAM JSON policy elements: Action"', ACTIONS);
decides('resources', 'IAM user guide, "IAM JSON policy elements: Resource"', RESOURCES);

test('in version 2008-10-17 a variable is plain text', () => {
  const text = { Statement: allow(GET, { Resource: `${BUCKET}/\${aws:username}` }) };
  const policy = parsePolicy(JSON.stringify(text), { kind: 'identity' });
  const asked = (resource: string) =>
    decide({
      principal: ACTORS.alice,
      permission: {
        action: GET,
        resource,
        resourceAccount: ACTORS.alice.accountId,
        context: contextOf({ 'aws:username': 'alice' }),
      },
      policies: { identity: [{ name: 'old', layer: 'identity', policy }] },
    }).result;
  expect(asked(`${BUCKET}/alice`)).toBe('Denied');
  expect(asked(`${BUCKET}/\${aws:username}`)).toBe('Granted');
});

describe('what keyhole cannot know is never decided', () => {
  const keys = { 'aws:k': 'unknowable' } as const;
  const WHEN = { Condition: { StringEquals: { 'aws:k': 'x' } } };
  const NOT = { Condition: { StringEquals: { 'aws:k': 'x', 'aws:absent': 'y' } } };

  test('in the only allow that could apply', () => {
    expect(() =>
      decideCase('alice', GET, { identity: [allow(GET, { ...WHEN, Sid: 'maybe' })], keys }),
    ).toThrow('the identity policy, at "maybe", depends on aws:k, which keyhole does not know');
  });

  test('in a deny that could apply', () => {
    expect(() => decideCase('alice', GET, { identity: [allow(GET), deny(GET, WHEN)], keys })).toThrow(
      UndecidableError,
    );
  });

  test('in a variable of a resource', () => {
    const policies = on(`${BUCKET}/\${aws:k}/*`);
    expect(() => decideCase('alice', GET, { ...policies, keys })).toThrow(UndecidableError);
  });

  test('in a variable of one resource among others', () => {
    const identity = [allow(GET, { Resource: [`${BUCKET}/\${aws:k}/*`, 'arn:aws:s3:::else/*'] })];
    expect(() => decideCase('alice', GET, { identity, keys })).toThrow(UndecidableError);
  });

  test('in a variable of one value among others', () => {
    const identity = [
      allow(GET, { Condition: { StringEquals: { 'aws:other': ['${aws:k}', 'something else'] } } }),
    ];
    const more = { ...keys, 'aws:other': 'x' };
    expect(() => decideCase('alice', GET, { identity, keys: more })).toThrow(UndecidableError);
  });

  test('in one of several values that must all match', () => {
    const Condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['${aws:k}', 'b'] } };
    const more = { ...keys, 'aws:TagKeys': ['x', 'b'] };
    expect(() => decideCase('alice', GET, { identity: [allow(GET, { Condition })], keys: more })).toThrow(
      UndecidableError,
    );
  });

  test('in a part of an ARN before parts that match', () => {
    const Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:${aws:k}:topic' } };
    const more = { ...keys, 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111111111111:topic' };
    expect(() => decideCase('alice', GET, { identity: [allow(GET, { Condition })], keys: more })).toThrow(
      UndecidableError,
    );
  });

  test('in a variable of NotResource', () => {
    const identity = [{ Effect: 'Allow', Action: GET, NotResource: `${BUCKET}/\${aws:k}/*` }] as const;
    expect(() => decideCase('alice', GET, { identity, keys })).toThrow(UndecidableError);
  });

  test('in a variable of NotResource that has no value', () => {
    const identity = [{ Effect: 'Allow', Action: GET, NotResource: `${BUCKET}/\${aws:absent}/*` }] as const;
    expect(() => decideCase('alice', GET, { identity })).toThrow(
      'NotResource without a value for aws:absent',
    );
  });

  test('but a NotResource whose other entry excepts the resource is decided', () => {
    const NotResource = [`${BUCKET}/\${aws:absent}/*`, `${BUCKET}/*`];
    const identity = [{ Effect: 'Allow', Action: GET, NotResource }] as const;
    expect(summary(decideCase('alice', GET, { identity }))).toBe(NO);
  });

  test('in a session policy', () => {
    const policies = { identity: [allow(GET)], session: [allow(GET, WHEN)], keys };
    expect(() => decideCase('reader', GET, policies)).toThrow(UndecidableError);
  });

  test('in a closer allow that a session policy would not limit', () => {
    const bucket = [allow(GET, to(ACTORS.reader.roleArn)), allow(GET, { ...to(ACTORS.reader.arn), ...WHEN })];
    const policies = { bucket, session: [allow('s3:PutObject')], keys };
    expect(() => decideCase('reader', GET, policies)).toThrow(UndecidableError);
  });

  test.each([
    ['another condition is false', { identity: [allow(GET, NOT)] }, NO],
    ['the statement is about another action', { identity: [allow('s3:PutObject', WHEN)] }, NO],
    ['another allow grants', { identity: [allow(GET, WHEN), allow(GET)] }, 'Granted'],
    ['another allow grants, whatever the order', { identity: [allow(GET), allow(GET, WHEN)] }, 'Granted'],
    ['another deny denies', { identity: [deny(GET, WHEN), deny(GET)] }, 'explicit deny by identity'],
    [
      'the statement names another principal',
      { bucket: [deny(GET, { ...to(otherAccount), ...WHEN })], identity: [allow(GET)] },
      'Granted',
    ],
  ])('but the request is decided if %s', (_sentence, policies, expected) => {
    expect(summary(decideCase('alice', GET, { ...policies, keys }))).toBe(expected);
  });
});

test('an allowed request names the statements on both sides', () => {
  const policies = {
    identity: [allow(GET, { Sid: 'here' })],
    bucket: [deny('s3:Put*', to('*')), allow(GET, { ...to(otherAccount), Sid: 'there' })],
  };
  const decision = decideCase('bob', GET, policies);
  expect(decision).toMatchObject({
    result: 'Granted',
    statements: [
      { sid: 'there', index: 1, layer: 'resource' },
      { sid: 'here', index: 0 },
    ],
  });
});

test('an allowed delegated use names the key policy and the identity policy', () => {
  const policies = { identity: [allow('kms:*')], key: [allow('kms:*', to(account))] };
  expect(decideCase('alice', 'kms:Decrypt', policies)).toMatchObject({
    statements: [{ layer: 'key policy' }, { layer: 'identity' }],
  });
});

test('only a principal of another account crosses accounts', () => {
  const crossing = (['alice', 'bob', 'anonymous', 'transfer'] as const).map((actor) => {
    const decision = decideCase(actor, GET, {});
    return decision.result === 'Denied' && decision.crossAccount;
  });
  expect(crossing).toEqual([false, true, false, false]);
});

test('a policy object made by hand with an unknown operator throws rather than being decided', () => {
  const conditions = [{ operator: 'StringMatches', key: 'aws:k', values: ['x'] }];
  const policy = {
    version: '2012-10-17',
    statements: [{ index: 0, effect: 'Deny', actions: ['*'], resources: ['*'], conditions }],
  } as const;
  const policies = {
    ...inForce({ identity: [allow(GET)] }),
    session: [{ name: 'by hand', layer: 'session', policy }],
  } as const;
  const permission = {
    action: GET,
    resource: OBJECT,
    resourceAccount: ACTORS.reader.accountId,
    context: contextOf({}),
  };
  expect(() => decide({ principal: ACTORS.reader, permission, policies })).toThrow(
    'unknown condition operator "StringMatches"',
  );
});

test('a variable without a value is not replaced by a word', () => {
  const policies = { ...on(`${BUCKET}/\${aws:absent}`), resource: `${BUCKET}/undefined` };
  expect(summary(decideCase('alice', GET, policies))).toBe(NO);
});

test.each([
  `arn:aws:kms:eu-west-1:${otherAccount}:key/*`,
  `arn:aws:kms:eu-west-2:${account}:key/*`,
  `arn:aws:rds:eu-west-1:${account}:key/*`,
  `arn:aws:kms:eu-west-1:${account}:alias/*`,
])('every part of an ARN counts: %s', (Resource) => {
  const key = [allow('kms:*', { ...to(account) })];
  const outcome = summary(
    decideCase('alice', 'kms:Decrypt', { key, identity: [allow('kms:*', { Resource })] }),
  );
  expect(outcome).toBe(NO);
});
