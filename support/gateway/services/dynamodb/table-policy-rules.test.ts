import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { changed, policyOf, refusalOf } from '../../documents/testing/refusal-of.ts';
import { TABLE_POLICY_RULES } from './table-policy-rules.ts';

const TABLE = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const STREAM = `${TABLE}/stream/2026-01-01T00:00:00.000`;
const RIGHT = {
  Effect: 'Allow',
  Principal: { AWS: account },
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
};
const answer = (document: unknown) => refusalOf(document, 'table', TABLE_POLICY_RULES);
const invalid = (text: string) =>
  `One or more parameter values were invalid: Invalid policy document: ${text}`;

describe('DynamoDB does not attach a resource policy to a table', () => {
  test.each<[string, unknown, string]>([
    ['of no text', '', 'This policy contains invalid Json'],
    ['of no JSON', '{"Version"', 'This policy contains invalid Json'],
    ['that is a list', '[]', 'This policy contains invalid Json'],
    ['that is null', 'null', 'This text appears not to be a policy'],
    ['with no statements', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    ['with an empty statement', { Statement: [{}] }, 'Missing required field Effect'],
    [
      'with a Sid twice',
      {
        Statement: [
          { ...RIGHT, Sid: 'a' },
          { ...RIGHT, Sid: 'a' },
        ],
      },
      'The Statement Ids in the policy are not unique',
    ],
    ['without Principal', changed(RIGHT, { Principal: undefined }), 'Missing required field Principal'],
    ['without Resource', changed(RIGHT, { Resource: undefined }), 'Missing required field Resource'],
    [
      'with actions on streams',
      changed(RIGHT, { Action: ['dynamodb:GetRecords', 'dynamodb:GetItem', 'dynamodb:DescribeStream'] }),
      'The following action names are invalid: "dynamodb:GetRecords", "dynamodb:DescribeStream"',
    ],
    [
      'with an operation of PartiQL',
      changed(RIGHT, { Action: 'dynamodb:ExecuteStatement' }),
      'The following action names are invalid: "dynamodb:ExecuteStatement"',
    ],
    [
      'with the restoring of a backup',
      changed(RIGHT, { Action: 'dynamodb:RestoreTableFromBackup' }),
      'The following action names are invalid: "dynamodb:RestoreTableFromBackup"',
    ],
    [
      'about a stream',
      changed(RIGHT, { Resource: STREAM }),
      `The relative-id "table/orders/stream/2026-01-01T00:00:00.000" is invalid for ARN "${STREAM}"`,
    ],
  ])('%s', (_, document, text) => {
    expect(answer(document)).toBe(invalid(text));
  });

  test.each<[string, unknown]>([
    ['that is empty', {}],
    ['with an unknown element', policyOf(RIGHT, { Statements: 1 })],
    ['with an account without its type', changed(RIGHT, { Principal: account })],
  ])('%s, and says where', (_, document) => {
    expect(answer(document)).toMatch(/: Invalid policy document: Syntax error at position \(1,\d+\)$/);
  });

  test('with a principal that is none', () => {
    expect(answer(changed(RIGHT, { Principal: { AWS: 'bob' } }))).toBe(
      'One or more parameter values were invalid: Invalid principal in policy document.',
    );
  });
});

describe('DynamoDB attaches a resource policy to a table', () => {
  test.each<[string, object]>([
    ['about another table', { Resource: `${TABLE}2` }],
    ['about an index', { Resource: `${TABLE}/index/by-day`, Action: 'dynamodb:Query' }],
    ['about all indexes', { Resource: `${TABLE}/index/*` }],
    ['about everything', { Resource: '*' }],
    ['with a pattern of actions', { Action: 'dynamodb:*' }],
    ['with transactions', { Action: 'dynamodb:TransactGetItems' }],
    ['with PartiQL', { Action: ['dynamodb:PartiQLSelect', 'dynamodb:ConditionCheckItem'] }],
  ])('%s', (_, more) => {
    expect(answer(changed(RIGHT, more))).toBe('stored');
  });
});
