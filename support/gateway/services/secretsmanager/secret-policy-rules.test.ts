import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { SECRET_POLICY_RULES } from './secret-policy-rules.ts';

const RIGHT = {
  Effect: 'Allow',
  Principal: { AWS: account },
  Action: 'secretsmanager:GetSecretValue',
  Resource: '*',
};
const answer = (document: unknown) => refusalOf(document, 'secret', SECRET_POLICY_RULES);

const SYNTAX = 'This resource policy contains a syntax error.';
const PRINCIPAL = 'This resource policy contains an unsupported principal.';

describe('Secrets Manager does not attach a resource policy', () => {
  test.each<[string, unknown]>([
    ['of no JSON', '{'],
    ['that is a list', '[]'],
    ['without Statement', {}],
    ['with no statements', { Statement: [] }],
    ['of an unknown Version', policyOf(RIGHT, { Version: '1' })],
    ['with an unknown element', policyOf(RIGHT, { Statements: 1 })],
    ['with an unknown Effect', changed(RIGHT, { Effect: 'AllowSomething' })],
    ['without Principal', changed(RIGHT, { Principal: undefined })],
    ['without Action', changed(RIGHT, { Action: undefined })],
    ['without Resource', changed(RIGHT, { Resource: undefined })],
    ['with an unknown operator', changed(RIGHT, { Condition: { StringIs: { 'aws:x': 'a' } } })],
  ])('%s', (_, document) => {
    expect(answer(document)).toBe(SYNTAX);
  });

  test.each<[string, object, string]>([
    ['that names a group', { AWS: `arn:aws:iam::${account}:group/g` }, PRINCIPAL],
    ['that names nobody by name', { AWS: 'bob' }, PRINCIPAL],
    [
      'that names what is no service',
      { Service: 'ec2' },
      'This resource policy contains an unsupported service principal.',
    ],
  ])('%s', (_, Principal, message) => {
    expect(answer(changed(RIGHT, { Principal }))).toBe(message);
  });
});

describe('Secrets Manager attaches a resource policy', () => {
  test.each<[string, object]>([
    ['with an action that it does not have, as its guide shows one', { Action: 'secretsmanager:GetSecret' }],
    ['with every action', { Action: '*' }],
    ['for a service', { Principal: { Service: 'rds.amazonaws.com' } }],
  ])('%s', (_, more) => {
    expect(answer(changed(RIGHT, more))).toBe('stored');
  });
});
