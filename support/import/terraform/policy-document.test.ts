import { describe, expect, test } from '@jest/globals';
import { UnknownValue } from '../world/unknown-value.ts';
import { policyDocument } from './policy-document.ts';

/** The document of a data source with these values. */
function documentOf(values: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(JSON.stringify(policyDocument(values, () => undefined)));
}

const condition = (...values: readonly string[]) => ({
  test: 'StringEquals',
  variable: 'aws:PrincipalTag/team',
  values,
});
const deny = { sid: 'Read', effect: 'Deny', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] };

// Each expected document is the one that Terraform 1.11 with the provider 5.100 writes for the same values.
describe('the document of aws_iam_policy_document', () => {
  test('joins the values of conditions with one operator and one key', () => {
    const values = { statement: [{ ...deny, condition: [condition('a'), condition('b', 'c')] }] };
    expect(documentOf(values)).toMatchObject({
      Statement: [{ Condition: { StringEquals: { 'aws:PrincipalTag/team': ['a', 'b', 'c'] } } }],
    });
  });

  test('does not know joined values of which some are unknown', () => {
    const unknown = { ...condition(), values: new UnknownValue('it is known after apply') };
    for (const conditions of [
      [condition('a'), unknown],
      [unknown, condition('a')],
    ]) {
      const { Statement } = Object(
        policyDocument({ statement: [{ ...deny, condition: conditions }] }, () => undefined),
      );
      expect(Statement[0].Condition.StringEquals['aws:PrincipalTag/team']).toBeInstanceOf(UnknownValue);
    }
  });

  test('has variables of IAM in resources, principals and values, and no names of keys with them', () => {
    const own = 'arn:aws:s3:::b/&{aws:username}/*';
    const statement = {
      ...deny,
      resources: [],
      not_resources: [own, 'arn:aws:s3:::b/shared/*'],
      principals: [{ type: 'AWS', identifiers: ['&{aws:userid}'] }],
      condition: [{ test: 'StringEquals', variable: 'aws:&{x}', values: ['&{aws:userid}', 'a'] }],
    };
    expect(documentOf({ statement: [statement] })).toMatchObject({
      Statement: [
        {
          NotResource: ['arn:aws:s3:::b/${aws:username}/*', 'arn:aws:s3:::b/shared/*'],
          Principal: { AWS: '${aws:userid}' },
          Condition: { StringEquals: { 'aws:&{x}': ['${aws:userid}', 'a'] } },
        },
      ],
    });
  });

  test('has its own statement in place of one with the same Sid in a document that it builds on', () => {
    const source = {
      Version: '2008-10-17',
      Id: 'base',
      Statement: { Sid: 'Read', Effect: 'Allow', Action: '*' },
    };
    const over = {
      Version: '2012-10-17',
      Id: 'over',
      Statement: [{ Sid: 'Put', Effect: 'Deny', Action: 's3:*' }],
    };
    const values = {
      version: '2008-10-17',
      source_policy_documents: [JSON.stringify(source)],
      override_policy_documents: [JSON.stringify(over)],
      statement: [deny, { sid: 'Put', actions: ['s3:PutObject'], resources: ['*'] }],
    };
    expect(documentOf(values)).toEqual({
      Version: '2012-10-17',
      Id: 'over',
      Statement: [
        { Sid: 'Read', Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' },
        { Sid: 'Put', Effect: 'Deny', Action: 's3:*' },
      ],
    });
  });
});
