import { describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import type { PolicyKind } from './grammar/policy-kind.ts';
import { parsedPolicy, parsePolicy } from './parse-policy.ts';
import { PolicyError } from './terms/policy-error.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const PUBLIC = { ...ALLOW, Principal: '*' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };

function document(statement: unknown, more: object = {}): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statement, ...more });
}

describe('a policy is read (IAM user guide, "Grammar of the IAM JSON policy language")', () => {
  test('into arrays, with its statements numbered', () => {
    const text = document([
      ALLOW,
      { ...ALLOW, Sid: 'two', Condition: { Bool: { 'aws:SecureTransport': true } } },
    ]);
    expect(parsePolicy(text, { kind: 'identity' })).toEqual({
      text,
      version: '2012-10-17',
      id: undefined,
      statements: [
        {
          sid: undefined,
          index: 0,
          effect: 'Allow',
          actions: ['s3:GetObject'],
          resources: ['arn:aws:s3:::b/*'],
          conditions: [],
        },
        {
          sid: 'two',
          index: 1,
          effect: 'Allow',
          actions: ['s3:GetObject'],
          resources: ['arn:aws:s3:::b/*'],
          conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }],
        },
      ],
    });
  });

  test('without a Version as version 2008-10-17', () => {
    expect(parsePolicy(JSON.stringify({ Statement: ALLOW }), { kind: 'identity' }).version).toBe(
      '2008-10-17',
    );
  });

  const taken: readonly [sentence: string, kind: PolicyKind, statement: unknown][] = [
    ['a single statement without its array', 'identity', ALLOW],
    [
      'empty Sids',
      'trust',
      [
        { ...TRUST, Sid: '' },
        { ...TRUST, Sid: '' },
      ],
    ],
    ['NotAction and NotResource', 'session', { Effect: 'Deny', NotAction: ['iam:*'], NotResource: ['*'] }],
    ['an ARN without its last parts, which IAM completes', 'identity', { ...ALLOW, Resource: 'arn:aws:sqs' }],
    ['a key policy without Resource', 'key', { Effect: 'Allow', Principal: '*', Action: 'kms:*' }],
    ['a key policy without Action', 'key', { Effect: 'Allow', Principal: '*', Resource: '*' }],
    [
      'a key policy with two equal Sids',
      'key',
      [
        { ...PUBLIC, Sid: 'a' },
        { ...PUBLIC, Sid: 'a' },
      ],
    ],
    [
      'a bucket policy with two equal Sids',
      'bucket',
      [
        { ...PUBLIC, Sid: 'a' },
        { ...PUBLIC, Sid: 'a' },
      ],
    ],
    ['a Sid with spaces in a key policy', 'key', { ...PUBLIC, Sid: 'Allow use of the key' }],
    [
      'several types of principals',
      'bucket',
      { ...ALLOW, Principal: { AWS: [account], Service: 's3.amazonaws.com', CanonicalUser: 'a1' } },
    ],
    [
      'an origin access identity',
      'bucket',
      { ...ALLOW, Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } },
    ],
    [
      'a federated principal',
      'trust',
      { ...TRUST, Principal: { Federated: 'cognito-identity.amazonaws.com' } },
    ],
    [
      'an empty list of condition values',
      'identity',
      { ...ALLOW, Condition: { StringEquals: { 'aws:x': [] } } },
    ],
    [
      'numbers as condition values',
      'identity',
      { ...ALLOW, Condition: { NumericLessThan: { 's3:max-keys': 10 } } },
    ],
    ['an action with wildcards', 'identity', { ...ALLOW, Action: ['s3:*Object?', '*'] }],
  ];
  test.each(taken)('with %s', (_sentence, kind, statement) => {
    expect(parsePolicy(document(statement), { kind }).statements.length).toBeGreaterThan(0);
  });
});

test('parsedPolicy gives the same object for the same text and kind', () => {
  const text = document({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' });
  expect(parsedPolicy(text, 'bucket')).toBe(parsedPolicy(text, 'bucket'));
  expect(parsedPolicy(text, 'key')).not.toBe(parsedPolicy(text, 'bucket'));
  expect(() => parsedPolicy(text, 'identity')).toThrow(PolicyError);
});

test('parsedPolicy keeps at most twenty thousand policies', () => {
  const text = (sid: string) =>
    document({ Sid: sid, Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' });
  const first = parsedPolicy(text('first'), 'bucket');
  for (let i = 0; i < 20_000; i++) parsedPolicy(text(`other${i}`), 'bucket');
  expect(parsedPolicy(text('first'), 'bucket')).not.toBe(first);
});

describe('some kinds of policy accept what others refuse', () => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' };
  const read = (kind: 'key' | 'endpoint' | 'bucket', more: object) =>
    parsePolicy(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [more, more].map((one) => ({ ...statement, ...one })),
      }),
      { kind },
    );

  test('S3, KMS and VPC endpoints accept any Sid, even repeated', () => {
    for (const kind of ['bucket', 'key', 'endpoint'] as const) {
      expect(read(kind, { Sid: 'Allow it!' }).statements[1]?.sid).toBe('Allow it!');
    }
  });

  test('KMS does not complete ARNs', () => {
    expect(() => read('key', { Resource: 'arn:aws:kms' })).toThrow('neither an ARN nor');
  });

  test('the refusal of a name that is not a group does not mention groups', () => {
    expect(() => read('key', { Principal: { AWS: 'alice' } })).toThrow(/"alice" is not a principal$/);
  });
});
