import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../parse-policy.ts';
import { compile } from './compiled-policy.ts';
import { type CompiledStatement, coversResource } from './compiled-statement.ts';
import { statementsAbout } from './statements-about.ts';

const context = { get: () => undefined };
const object = (n: number) => `arn:aws:s3:::bucket-${n}/key`;

/** Entries of Resource: whole ARNs, wildcards, variables and everything. */
const entries = fc.oneof(
  { weight: 6, arbitrary: fc.nat(5).map(object) },
  fc.constantFrom('*', 'arn:aws:s3:::bucket-*', 'arn:aws:s3:::bucket-1/?ey', 'arn:aws:s3:::${aws:username}'),
);

const statements = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.constantFrom('s3:GetObject', 's3:*', 's3:PutObject'),
  element: fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
  resources: fc.array(entries, { minLength: 1, maxLength: 3 }),
});

test('the statements found for a resource are those that may cover it, in the order of the policy', () => {
  fc.assert(
    fc.property(fc.array(statements, { minLength: 1, maxLength: 80 }), fc.nat(6), (list, n) => {
      const Statement = list.map(({ Effect, Action, element, resources }) => ({
        ...{ Effect, Action },
        [element]: resources,
      }));
      const text = JSON.stringify({ Version: '2012-10-17', Statement });
      const { Allow, Deny } = compile(parsePolicy(text, { kind: 'identity' })).covering('s3:GetObject');
      const permission = { action: 's3:GetObject', resource: object(n), resourceAccount: '', context };
      for (const found of [Allow, Deny]) {
        const covers = (one: CompiledStatement) => coversResource(one, permission) !== false;
        expect(statementsAbout(found, object(n)).filter(covers)).toEqual(found.filter(covers));
      }
    }),
  );
});

test('of many statements that list whole ARNs, those of the resource alone are found', () => {
  const Statement = Array.from({ length: 100 }, (_, n) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: n === 50 ? 'arn:aws:s3:::bucket-*' : object(n % 60),
  }));
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  const { Allow } = compile(parsePolicy(text, { kind: 'identity' })).covering('s3:GetObject');
  const places = statementsAbout(Allow, object(7)).map(({ statement }) => statement.index);
  expect(places).toEqual([7, 50, 67]);
});
