import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../parse-policy.ts';
import { principalsNamed } from '../principals-named.ts';
import { isPublic } from './is-public.ts';

const OPEN = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*', Principal: '*' as unknown };

function bucketPolicy(...statements: object[]) {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), { kind: 'bucket' });
}

const when = (operator: string, key: string, value: unknown) => ({
  ...OPEN,
  Condition: { [operator]: { [key]: value } },
});

describe('a bucket policy is public (S3 user guide, "The meaning of public")', () => {
  test.each([
    ['everybody', [OPEN], true],
    ['every AWS principal', [{ ...OPEN, Principal: { AWS: '*' } }], true],
    ['every principal among others', [{ ...OPEN, Principal: { AWS: ['111111111111', '*'] } }], true],
    ['a web identity provider', [{ ...OPEN, Principal: { Federated: 'graph.facebook.com' } }], true],
    [
      'every principal but one',
      [{ ...OPEN, Principal: undefined, NotPrincipal: { AWS: '111111111111' } }],
      true,
    ],
    ['an account', [{ ...OPEN, Principal: { AWS: '111111111111' } }], false],
    ['a service', [{ ...OPEN, Principal: { Service: 'cloudtrail.amazonaws.com' } }], false],
    ['everybody, denied', [{ ...OPEN, Effect: 'Deny' }], false],
    ['an account and every principal', [{ ...OPEN, Principal: { AWS: '111111111111' } }, OPEN], true],
    ['a VPC by wildcard', [when('StringLike', 'aws:SourceVpc', 'vpc-*')], true],
    ['a VPC', [when('StringEquals', 'aws:SourceVpc', 'vpc-91237329')], false],
    ['VPCs, one by wildcard', [when('StringLike', 'aws:SourceVpc', ['vpc-1', 'vpc-2*'])], true],
    ['a VPC endpoint', [when('StringEquals', 'aws:sourceVpce', 'vpce-1a2b3c4d')], false],
    ['an organization', [when('StringEquals', 'aws:PrincipalOrgID', 'o-1234567890')], false],
    ['a source account', [when('StringEquals', 'aws:SourceAccount', '111111111111')], false],
    ['a source ARN', [when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:111111111111:topic')], false],
    [
      'a source ARN by wildcard',
      [when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111111111111:topic')],
      true,
    ],
    ['a principal ARN', [when('ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::111111111111:role/r')], false],
    ['a policy variable', [when('StringEquals', 'aws:SourceVpc', '${aws:PrincipalTag/vpc}')], true],
    [
      'a KMS key',
      [
        when(
          'StringEquals',
          's3:x-amz-server-side-encryption-aws-kms-key-id',
          'arn:aws:kms:eu-west-1:111111111111:key/k',
        ),
      ],
      false,
    ],
    ['a range of addresses', [when('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2001:db8::/32'])], false],
    ['a range of /8', [when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')], false],
    ['a very broad range', [when('IpAddress', 'aws:SourceIp', '0.0.0.0/1')], true],
    ['a broad range of IPv6', [when('IpAddress', 'aws:SourceIp', '2001::/31')], true],
    ['a range of private addresses of any VPC', [when('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8')], true],
    ['all but a range', [when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')], true],
    ['all but a VPC', [when('StringNotEquals', 'aws:SourceVpc', 'vpc-1')], true],
    ['a VPC, if there is one', [when('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1')], true],
    [
      'ForAllValues, which holds without a value',
      [when('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1')],
      true,
    ],
    ['a key that limits no caller', [when('StringEquals', 'aws:Referer', 'https://example.com')], true],
    [
      'any access point of an account',
      [when('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:123456789012:accesspoint/*')],
      false,
    ],
    [
      'any access point of any account',
      [when('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:*:accesspoint/*')],
      true,
    ],
    ['an empty list', [when('StringEquals', 'aws:SourceVpc', [])], false],
    ['all but an empty list', [when('StringNotEquals', 'aws:SourceVpc', [])], true],
    ['a session of a role id', [when('StringEquals', 'aws:userid', 'AROAEXAMPLE:session')], true],
    ['a user id', [when('StringEquals', 'aws:userid', 'AIDAEXAMPLE')], false],
    ['the sessions of a role id', [when('StringLike', 'aws:userid', 'AROAEXAMPLE:*')], true],
  ])('is decided for %s', (_sentence, statements, expected) => {
    expect(isPublic(bucketPolicy(...statements))).toBe(expected);
  });
});

describe('a fixed value of a key narrows a bucket policy (S3 user guide, "The meaning of public")', () => {
  test.each([
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceName',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpce',
    's3:DataAccessPointAccount',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ])('%s', (key) => {
    expect(isPublic(bucketPolicy(when('StringEquals', key, 'fixed')))).toBe(false);
    expect(isPublic(bucketPolicy(when('StringLike', key, 'f*')))).toBe(true);
  });
});

test('the principals named are listed once, without "*" and without services', () => {
  const alice = 'arn:aws:iam::111111111111:user/alice';
  const policy = bucketPolicy(
    { ...OPEN, Principal: { AWS: [alice, '*'], Service: 's3.amazonaws.com' } },
    { ...OPEN, Principal: undefined, NotPrincipal: { AWS: [alice, '222222222222'] } },
    OPEN,
  );
  expect(principalsNamed(policy)).toEqual([alice, '222222222222']);
});
