import { describe, expect, test } from '@jest/globals';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { INLINE_POLICY_RULES, MANAGED_POLICY_RULES } from './identity-policy-rules.ts';

const RIGHT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::records/*' };
const managed = (document: unknown) => refusalOf(document, 'identity', MANAGED_POLICY_RULES);
const inline = (document: unknown) => refusalOf(document, 'identity', INLINE_POLICY_RULES);

const SYNTAX = 'Syntax errors in policy.';
const LEADING = 'JSON strings must not have leading spaces';
const LEGACY = 'The policy failed legacy parsing';
const VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const NO_ACTIONS = 'Policy statement must contain actions.';
const NO_RESOURCES = 'Policy statement must contain resources.';
const RESOURCE_VENDOR = 'Resource vendor must be fully qualified and cannot contain regexes.';

describe('IAM does not store a policy of an identity', () => {
  test.each<[string, unknown, string]>([
    ['of no JSON', '{', SYNTAX],
    ['of no text', '', SYNTAX],
    ['that is a list', '[]', SYNTAX],
    ['after a blank', ` ${JSON.stringify(policyOf(RIGHT))}`, LEADING],
    ['after a line break', `\n${JSON.stringify(policyOf(RIGHT))}`, LEADING],
    ['without Statement', { Version: '2012-10-17' }, SYNTAX],
    ['with no statements', { Version: '2012-10-17', Statement: [] }, SYNTAX],
    ['with a text for a statement', { Version: '2012-10-17', Statement: ['a'] }, SYNTAX],
    ['of an unknown Version', policyOf(RIGHT, { Version: '2013-10-17' }), SYNTAX],
    ['with an unknown element', policyOf(RIGHT, { Statements: 1 }), SYNTAX],
    ['with an Id that is no text', policyOf(RIGHT, { Id: ['a'] }), SYNTAX],
    [
      'with a Sid twice',
      {
        Version: '2012-10-17',
        Statement: [
          { ...RIGHT, Sid: 'a' },
          { ...RIGHT, Sid: 'a' },
        ],
      },
      'Statement IDs (SID) in a single policy must be unique.',
    ],
  ])('%s', (_, document, message) => {
    expect(managed(document)).toBe(message);
    expect(inline(document)).toBe(message);
  });

  test.each<[string, object, string]>([
    ['without Effect', { Effect: undefined }, SYNTAX],
    ['with an unknown Effect', { Effect: 'Perhaps' }, SYNTAX],
    ['with an Effect in another case', { Effect: 'denY' }, LEGACY],
    ['with an unknown element in a statement', { Unless: 1 }, SYNTAX],
    ['with Action and NotAction', { NotAction: 's3:PutObject' }, SYNTAX],
    ['with Resource and NotResource', { NotResource: [] }, SYNTAX],
    ['with an object for a Resource', { Resource: { a: 'b' } }, SYNTAX],
    ['with an object in a list of resources', { Resource: ['*', {}] }, SYNTAX],
    ['with a list for Condition', { Condition: [] }, SYNTAX],
    ['with a text for a condition', { Condition: { StringEquals: 'a' } }, SYNTAX],
    ['with an object for a value', { Condition: { StringEquals: { 'aws:x': {} } } }, SYNTAX],
    ['with an unknown operator', { Condition: { StringEqualz: { 'aws:x': 'a' } } }, SYNTAX],
    ['with Null and IfExists', { Condition: { NullIfExists: { 'aws:x': 'true' } } }, SYNTAX],
    ['with a wrong date', { Condition: { DateEquals: { 'aws:CurrentTime': 'soon' } } }, LEGACY],
    ['with a wrong number', { Condition: { NumericEquals: { 's3:max-keys': 'ten' } } }, LEGACY],
    ['with a wrong address', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0' } } }, LEGACY],
    ['with a wrong ARN in a condition', { Condition: { ArnLike: { 'aws:SourceArn': 'a' } } }, LEGACY],
    ['with an ARN that lacks a colon', { Resource: 'arn:aws:s3::records' }, LEGACY],
    ['with an ARN without a service', { Resource: 'arn:aws::::records' }, LEGACY],
    ['with Principal', { Principal: '*' }, 'Policy document should not specify a principal.'],
    ['with NotPrincipal', { NotPrincipal: '*' }, 'Policy document should not specify a principal.'],
    [
      'with a Sid of other characters',
      { Sid: 'read only' },
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    ['without Action', { Action: undefined }, NO_ACTIONS],
    ['with no actions', { Action: [] }, NO_ACTIONS],
    ['without Action and Resource', { Action: undefined, Resource: undefined }, NO_ACTIONS],
    ['without Resource', { Resource: undefined }, NO_RESOURCES],
    ['with no resources', { Resource: [] }, NO_RESOURCES],
    [
      'with a Resource that is no ARN',
      { Resource: 'records/*' },
      'Resource records/* must be in ARN format or "*".',
    ],
    ['with an empty Resource', { Resource: '' }, 'Resource  must be in ARN format or "*".'],
    [
      'with an unknown partition',
      { Resource: 'arn:azure:s3:::records' },
      'Partition "azure" is not valid for resource "arn:azure:s3:::records".',
    ],
    [
      'with an ARN without its beginning',
      { Resource: 'aws:s3:::records' },
      'Partition "s3" is not valid for resource "arn:s3:::records:*".',
    ],
    ['with an ARN of two parts', { Resource: 'arn:aws' }, RESOURCE_VENDOR],
    ['with a wildcard for the service of an ARN', { Resource: 'arn:aws:*:::records' }, RESOURCE_VENDOR],
    [
      'with a region in an ARN of IAM',
      { Resource: 'arn:aws:iam:eu-west-1:111111111111:role/a' },
      'IAM resource arn:aws:iam:eu-west-1:111111111111:role/a cannot contain region information.',
    ],
    [
      'with a region in an ARN of a bucket',
      { Resource: 'arn:aws:s3:eu-west-1::records' },
      'Resource arn:aws:s3:eu-west-1::records can not contain region information.',
    ],
    [
      'with nothing that IAM has',
      { Resource: 'arn:aws:iam::111111111111:person/ana' },
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    ],
    ['with an action without its service', { Action: 'GetObject' }, VENDOR],
    ['with an empty action', { NotAction: '', Action: undefined }, VENDOR],
    [
      'with an action without its service, and no Resource',
      { Action: 'GetObject', Resource: undefined },
      VENDOR,
    ],
    [
      'with two colons in an action',
      { Action: 's3:Get:Object' },
      'Actions/Condition can contain only one colon.',
    ],
    [
      'with a wildcard for the service of an action',
      { Action: 's*:GetObject' },
      'Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.',
    ],
    ['with a blank in the service of an action', { Action: 'a b:GetObject' }, 'Vendor a b is not valid'],
  ])('%s', (_, more, message) => {
    expect(managed(changed(RIGHT, more))).toBe(message);
    expect(inline(changed(RIGHT, more))).toBe(message);
  });

  test.each<[string, object]>([
    ['the old Version', { Version: '2008-10-17' }],
    ['no Version', { Version: undefined }],
  ])('of %s, if it is a managed one', (_, more) => {
    expect(managed(policyOf(RIGHT, more))).toBe('Policy document must be version 2012-10-17 or greater.');
    expect(inline(policyOf(RIGHT, more))).toBe('stored');
  });

  test('for syntax before its Version, and for its Version before its Effect', () => {
    expect(managed(policyOf({ ...RIGHT, Effect: 'denY' }, { Version: '2008-10-17' }))).toMatch(
      /^Policy document/,
    );
    expect(managed(policyOf({ ...RIGHT, Effect: 1 }, { Version: '2008-10-17' }))).toBe(SYNTAX);
  });

  test('for the Effect of its second statement before the Sid of both', () => {
    const statements = [
      { ...RIGHT, Sid: 'a' },
      { ...RIGHT, Sid: 'a', Effect: 'allow' },
    ];
    expect(managed({ Version: '2012-10-17', Statement: statements })).toBe(LEGACY);
  });
});

describe('IAM stores a policy of an identity', () => {
  test.each<[string, object]>([
    ['with an action that no service has', { Action: 's3:GetObjekt' }],
    ['with a service that does not exist', { Action: 'nothing:Get*' }],
    ['with a dot in its service', { Action: 's3.express:Get*' }],
    ['with an action on resources of another kind', { Action: 's3:ListBucket' }],
    ['with an ARN that IAM completes', { Resource: 'arn:aws:sqs:eu-west-1' }],
    ['with a variable in its ARN', { Resource: 'arn:aws:iam::*:user/${aws:username}' }],
    ['with an access point', { Resource: 'arn:aws:s3:eu-west-1:111111111111:accesspoint/a/object/*' }],
    ['with every resource of a service', { Resource: 'arn:aws:s3:*:*:*' }],
    ['with every resource of IAM', { Resource: 'arn:aws:iam::*:*' }],
    ['with a role template of IAM', { Resource: 'arn:aws:iam::aws:role-template/a.amazonaws.com/b:1' }],
    ['with an empty Sid', { Sid: '' }],
    [
      'with a number and a boolean in conditions',
      { Condition: { Bool: { 'aws:x': true }, NumericEquals: { 'aws:y': 1 } } },
    ],
    ['with every action but some', { Action: undefined, NotAction: 'iam:*' }],
  ])('%s', (_, more) => {
    expect(managed(changed(RIGHT, more))).toBe('stored');
  });

  test('of one statement without a list', () => {
    expect(managed({ Version: '2012-10-17', Statement: RIGHT })).toBe('stored');
  });
});
