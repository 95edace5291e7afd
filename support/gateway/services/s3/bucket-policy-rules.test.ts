import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { bucketPolicyRules } from './bucket-policy-rules.ts';

const BUCKET = 'arn:aws:s3:::records';
const OBJECTS = `${BUCKET}/*`;
const RIGHT = {
  Effect: 'Allow',
  Principal: { AWS: account },
  Action: 's3:GetObject',
  Resource: OBJECTS,
};
const IDENTITY = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC';
const rules = bucketPolicyRules('records');
const answer = (document: unknown) => refusalOf(document, 'bucket', rules);
const withCondition = (Action: unknown, Condition: unknown, Resource: unknown = [BUCKET, OBJECTS]) =>
  changed(RIGHT, { Action, Condition, Resource });

const BRACE = "Policies must be valid JSON and the first byte must be '{'";
const NO_RESOURCE = 'Action does not apply to any resource(s) in statement';
const NO_CONDITION = 'Conditions do not apply to combination of actions and resources in statement';

describe('S3 does not store a bucket policy', () => {
  test.each<[string, unknown, string]>([
    ['of no text', '', BRACE],
    ['of a random text', 'test', BRACE],
    ['with a blank first', ' {}', BRACE],
    ['that is a list', '[]', BRACE],
    ['that ends too early', '{', 'This policy contains invalid Json'],
    ['with a comma too many', '{"Version": "2012-10-17",}', 'This policy contains invalid Json'],
    ['that is empty', '{}', 'Missing required field Statement'],
    ['with no statements', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    ['with a text for a statement', { Statement: ['a'] }, 'Invalid policy syntax.'],
    ['with an unknown element', policyOf(RIGHT, { Statements: [] }), 'Invalid policy syntax.'],
    ['with an Id that is no text', policyOf(RIGHT, { Id: 1 }), 'Invalid policy syntax.'],
    [
      'of an unknown Version',
      policyOf(RIGHT, { Version: '2020-01-01' }),
      'The policy must contain a valid version string',
    ],
    [
      'whose Version is a number',
      policyOf(RIGHT, { Version: 2012 }),
      'The policy must contain a valid version string',
    ],
  ])('%s', (_, document, message) => {
    expect(answer(document)).toBe(message);
  });

  test.each<[string, object, string]>([
    ['without Effect', { Effect: undefined }, 'Missing required field Effect'],
    ['with an Effect in another case', { Effect: 'allow' }, 'Invalid effect: allow'],
    ['without Principal', { Principal: undefined }, 'Missing required field Principal'],
    ['with an empty Principal', { Principal: {} }, 'Missing required field Principal cannot be empty!'],
    [
      'with an empty list of principals',
      { Principal: { AWS: [] } },
      'Missing required field Principal cannot be empty!',
    ],
    ['with a principal that is none', { Principal: { AWS: 'bob' } }, 'Invalid principal in policy'],
    ['with a principal without its type', { Principal: account }, 'Invalid principal in policy'],
    ['with an unknown type of principal', { Principal: { Aws: '*' } }, 'Invalid principal in policy'],
    [
      'with a wildcard in a principal',
      { Principal: { AWS: `arn:aws:iam::${account}:role/*` } },
      'Invalid principal in policy',
    ],
    ['without Action', { Action: undefined }, 'Missing required field Action'],
    ['with no actions', { Action: [] }, 'Missing required field Action'],
    ['with an action without its service', { Action: 'GetObject' }, 'Policy has invalid action'],
    ['with an action that S3 does not have', { Action: 's3:GetObjekt' }, 'Policy has invalid action'],
    ['with an operation that is no action', { Action: 's3:HeadObject' }, 'Policy has invalid action'],
    ['with an action of another service', { Action: 'kms:Decrypt' }, 'Policy has invalid action'],
    ['with a pattern that covers no action', { Action: 's3:Fetch*' }, 'Policy has invalid action'],
    [
      'with one unknown action among others',
      { Action: ['s3:GetObject', 's3:ReadObject'] },
      'Policy has invalid action',
    ],
    [
      'with an unknown action in NotAction',
      { Action: undefined, NotAction: 's3:GetObjekt' },
      'Policy has invalid action',
    ],
    ['without Resource', { Resource: undefined }, 'Missing required field Resource'],
    ['about everything', { Resource: '*' }, 'Policy has invalid resource'],
    ['about another bucket', { Resource: 'arn:aws:s3:::other/*' }, 'Policy has invalid resource'],
    [
      'about a bucket whose name begins the same',
      { Resource: 'arn:aws:s3:::records2/*' },
      'Policy has invalid resource',
    ],
    ['about an object without its ARN', { Resource: 'records/*' }, 'Policy has invalid resource'],
    [
      'about a resource of another service',
      { Resource: 'arn:aws:sqs:::records' },
      'Policy has invalid resource',
    ],
    ['with both Action and NotAction', { NotAction: 's3:PutObject' }, 'Invalid policy syntax.'],
    ['with both Resource and NotResource', { NotResource: BUCKET }, 'Invalid policy syntax.'],
    ['with an unknown element in a statement', { Unless: true }, 'Invalid policy syntax.'],
    ['with an object for an action', { Action: {} }, 'Invalid policy syntax.'],
    ['with a number in a list of actions', { Action: ['s3:GetObject', 1] }, 'Invalid policy syntax.'],
    ['with a list for Condition', { Condition: [] }, 'Invalid policy syntax.'],
  ])('%s', (_, more, message) => {
    expect(answer(changed(RIGHT, more))).toBe(message);
  });

  test.each<[string, unknown, unknown]>([
    ['an action on objects for the bucket', 's3:GetObject', BUCKET],
    ['an action on the bucket for objects', 's3:ListBucket', OBJECTS],
    ['one of several actions', ['s3:GetObject', 's3:ListBucket'], OBJECTS],
    ['a pattern of actions on objects for the bucket', 's3:GetObject*', BUCKET],
    ['an action on no bucket', 's3:ListAllMyBuckets', [BUCKET, OBJECTS]],
    ['an action on access points', 's3:GetAccessPointPolicy', BUCKET],
  ])('that has %s', (_, Action, Resource) => {
    expect(answer(changed(RIGHT, { Action, Resource }))).toBe(NO_RESOURCE);
  });

  test.each<[string, object, string]>([
    [
      'with an unknown operator',
      { StringIsh: { 'aws:SourceVpc': 'vpc-1' } },
      'Invalid Condition type : StringIsh',
    ],
    [
      'with an operator in another case',
      { stringequals: { 'aws:SourceVpc': 'vpc-1' } },
      'Invalid Condition type : stringequals',
    ],
    [
      'with a key that S3 does not have',
      { StringEquals: { 's3:x-acl': 'private' } },
      'Policy has an invalid condition key',
    ],
    ['with a wrong address', { IpAddress: { 'aws:SourceIp': '123' } }, 'Invalid IP address in Conditions'],
    [
      'with a wrong date',
      { DateLessThan: { 'aws:CurrentTime': 'soon' } },
      'Invalid value in Conditions for operator DateLessThan',
    ],
  ])('%s', (_, Condition, message) => {
    expect(answer(changed(RIGHT, { Condition }))).toBe(message);
  });

  /** Keys that S3 was seen to refuse for the action; the same as the Service Authorization Reference has it. */
  test.each<[string, string]>([
    ['s3:GetObject', 's3:prefix'],
    ['s3:GetBucketLocation', 's3:prefix'],
    ['s3:ListBucketMultipartUploads', 's3:prefix'],
    ['s3:PutObject', 's3:ExistingObjectTag/team'],
    ['s3:DeleteObject', 's3:ExistingObjectTag/team'],
    ['s3:GetObjectRetention', 's3:ExistingObjectTag/team'],
    ['s3:PutObjectLegalHold', 's3:ExistingObjectTag/team'],
    ['s3:BypassGovernanceRetention', 's3:ExistingObjectTag/team'],
    ['s3:PutObjectAcl', 's3:RequestObjectTag/team'],
    ['s3:PutObjectRetention', 's3:RequestObjectTag/team'],
    ['s3:GetObject', 's3:x-amz-copy-source'],
    ['s3:GetObject', 's3:x-amz-acl'],
    ['s3:GetObjectVersion', 's3:x-amz-server-side-encryption'],
  ])('with %s under a condition on %s', (action, key) => {
    expect(answer(withCondition(action, { StringEquals: { [key]: 'a' } }))).toBe(NO_CONDITION);
    const among = [action, 's3:GetObjectTagging', 's3:ListBucket', 's3:PutObject'];
    expect(answer(withCondition(among, { StringEquals: { [key]: 'a' } }))).toBe(NO_CONDITION);
  });
});

describe('S3 stores a bucket policy', () => {
  test.each<[string, object]>([
    ['for everybody', { Principal: '*' }],
    ['with every action on a bucket', { Action: 's3:*', Resource: BUCKET }],
    ['with every action of every service', { Action: '*', Resource: OBJECTS }],
    ['with an action in another case', { Action: 'S3:getobject' }],
    ['with actions on both', { Action: ['s3:GetObject', 's3:ListBucket'], Resource: [BUCKET, OBJECTS] }],
    ['with a pattern that stands for both', { Action: 's3:ListBucket', Resource: `${BUCKET}*` }],
    ['with NotAction', { Effect: 'Deny', Action: undefined, NotAction: 's3:GetObject', Resource: BUCKET }],
    ['with NotResource', { Effect: 'Deny', Resource: undefined, NotResource: OBJECTS }],
    ['with any Sid', { Sid: 'Only the team, please!' }],
    ['with a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    ['with an origin access identity', { Principal: { AWS: IDENTITY } }],
    ['with a canonical user', { Principal: { CanonicalUser: 'a1b2' } }],
    ['of another partition', { Resource: 'arn:aws-cn:s3:::records/*' }],
    ['with an unknown key of AWS', { Condition: { StringEquals: { 'aws:Anything': 'a' } } }],
    ['with a key of another service', { Condition: { StringEquals: { 'saml:aud': 'a' } } }],
    ['with an access point', { Condition: { StringEquals: { 's3:DataAccessPointAccount': account } } }],
    [
      'with a VPC of access points',
      { Condition: { StringEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } } },
    ],
    ['with a key of every request', { Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }],
  ])('%s', (_, more) => {
    expect(answer(changed(RIGHT, more))).toBe('stored');
  });

  test('with the same Sid twice', () => {
    const twice = { ...RIGHT, Sid: 'a' };
    expect(answer({ Version: '2012-10-17', Statement: [twice, twice] })).toBe('stored');
  });

  test.each<[string | string[], string]>([
    ['s3:ListBucket', 's3:prefix'],
    [['s3:ListBucket', 's3:ListBucketVersions'], 's3:prefix'],
    ['s3:GetObject', 's3:ExistingObjectTag/team'],
    ['s3:GetObjectAttributes', 's3:ExistingObjectTag/team'],
    ['s3:PutObjectVersionAcl', 's3:ExistingObjectTag/team'],
    ['s3:DeleteObjectTagging', 's3:ExistingObjectTag/team'],
    ['s3:PutObjectTagging', 's3:RequestObjectTag/team'],
    ['s3:PutObject', 's3:x-amz-server-side-encryption-aws-kms-key-id'],
    ['s3:PutObject', 'S3:X-Amz-Acl'],
    ['s3:*', 's3:prefix'],
    ['s3:Put*', 's3:x-amz-acl'],
  ])('with %j under a condition on %s', (action, key) => {
    expect(answer(withCondition(action, { StringEquals: { [key]: 'a' } }))).toBe('stored');
  });
});
