import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { KEY_POLICY_RULES } from './key-policy-rules.ts';

const RIGHT = { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' };
const answer = (document: unknown) => refusalOf(document, 'key', KEY_POLICY_RULES);

const NO_PRINCIPAL = 'Policy contains a statement with no principal.';
const INVALID_PRINCIPAL = 'Policy contains a statement with one or more invalid principals.';
const NOT_PERMITTED =
  'These condition keys are not permitted in a key policy: aws:ResourceTag, kms:ResourceTag, kms:ResourceAliases';
const overlyPermissive = (what: string) =>
  `OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition key matches requests without the specified ${what} or with an unspecified ${what}. To fix, remove ForAllValues.`;

describe('KMS does not store a key policy', () => {
  test.each<[string, object, string]>([
    ['without a principal', { Principal: undefined }, NO_PRINCIPAL],
    ['with an empty Principal', { Principal: {} }, NO_PRINCIPAL],
    ['with an empty list of principals', { Principal: { AWS: [] } }, NO_PRINCIPAL],
    ['with a group', { Principal: { AWS: `arn:aws:iam::${account}:group/g` } }, INVALID_PRINCIPAL],
    ['with a canonical user', { Principal: { CanonicalUser: 'a1' } }, INVALID_PRINCIPAL],
    ['with a principal without its type', { Principal: account }, INVALID_PRINCIPAL],
    ['without Effect', { Effect: undefined }, 'Missing required field Effect'],
    ['with an Effect in another case', { Effect: 'allow' }, 'Invalid effect: allow'],
    ['with an unknown operator', { Condition: { StringIs: { 'aws:x': 'a' } } }, 'Syntax error in policy.'],
    [
      'with a tag of the key',
      { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } },
      NOT_PERMITTED,
    ],
    [
      'with an alias of the key',
      { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/a' } } },
      NOT_PERMITTED,
    ],
    [
      'with ForAllValues on the encryption context',
      { Condition: { 'ForAllValues:StringEquals': { 'kms:EncryptionContext:team': 'a' } } },
      overlyPermissive('encryption context'),
    ],
    [
      'that denies with ForAllValues on the encryption context',
      { Effect: 'Deny', Condition: { 'ForAllValues:StringLike': { 'kms:encryptioncontext:team': 'a' } } },
      overlyPermissive('encryption context'),
    ],
    [
      'with ForAllValues on a tag of the request',
      { Condition: { 'ForAllValues:StringEquals': { 'aws:RequestTag/team': 'a' } } },
      overlyPermissive('tag'),
    ],
  ])('%s', (_, more, message) => {
    expect(answer(changed(RIGHT, more))).toBe(message);
  });

  test.each<[string, unknown, string]>([
    ['of no JSON', '{', 'This policy contains invalid Json'],
    ['without Statement', {}, 'Missing required field Statement'],
    ['with no statements', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    [
      'of an unknown Version',
      policyOf(RIGHT, { Version: '1' }),
      'The policy must contain a valid version string',
    ],
  ])('%s', (_, document, message) => {
    expect(answer(document)).toBe(message);
  });
});

describe('KMS stores a key policy', () => {
  test.each<[string, object]>([
    ['without Action, to no effect', { Action: undefined }],
    ['without Resource, to no effect', { Resource: undefined }],
    ['with an action that KMS does not have', { Action: 'kms:Decript' }],
    ['with an action of another service', { Action: ['kms:Decrypt', 's3:GetObject'] }],
    [
      'with ForAllValues on a key of many values',
      { Condition: { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'team' } } },
    ],
    ['with the alias of the request', { Condition: { StringEquals: { 'kms:RequestAlias': 'alias/a' } } }],
    [
      'with one value of the encryption context',
      { Condition: { StringEquals: { 'kms:EncryptionContext:team': 'a' } } },
    ],
  ])('%s', (_, more) => {
    expect(answer(changed(RIGHT, more))).toBe('stored');
  });
});
