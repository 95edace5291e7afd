import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { account } from '../../aws/testing/accounts.ts';
import { decide } from '../decide.ts';
import { findAllow, findDeny } from '../layers/scan.ts';
import { parsePolicy } from '../parse-policy.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';
import { policiesAbout } from './policies-about.ts';

const object = (n: number) => `arn:aws:s3:::bucket-${n}/key`;

/** Entries of Resource: whole ARNs, wildcards, variables and everything. */
const entries = fc.oneof(
  { weight: 20, arbitrary: fc.nat(5).map(object) },
  fc.constantFrom('*', 'arn:aws:s3:::bucket-*', 'arn:aws:s3:::bucket-1/?ey', 'arn:aws:s3:::${aws:username}'),
);

const statements = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    Action: fc.constantFrom('s3:GetObject', 's3:*', 's3:PutObject', 'kms:Decrypt'),
    element: fc.constantFrom('Resource', 'Resource', 'Resource', 'Resource', 'NotResource'),
    resources: fc.array(entries, { minLength: 1, maxLength: 3 }),
    key: fc.constantFrom('aws:Known', 'aws:Absent', 'aws:Unknowable', undefined, undefined),
  })
  .map(({ Effect, Action, element, resources, key }) => ({
    ...{ Effect, Action, [element]: resources },
    ...(key && { Condition: { StringEquals: { [key]: 'yes' } } }),
  }));

/** Policies as lists of statements: more than are gone through one by one. */
const manyPolicies = fc.array(fc.array(statements, { minLength: 1, maxLength: 2 }), {
  minLength: 8,
  maxLength: 20,
});

function policyOf(Statement: readonly object[], place: number): NamedPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  return { name: `policy ${place}`, layer: 'identity', policy: parsePolicy(text, { kind: 'identity' }) };
}

const principal = {
  type: 'User',
  accountId: account,
  arn: `arn:aws:iam::${account}:user/ann`,
  userName: 'ann',
  userId: 'AIDAEXAMPLE',
} as const;

const VALUES: Readonly<Record<string, readonly string[] | typeof UNKNOWABLE>> = {
  'aws:known': ['yes'],
  'aws:unknowable': UNKNOWABLE,
};

function asked(resource: string) {
  const context = { get: (key: string) => VALUES[key.toLowerCase()] };
  const permission = { action: 's3:GetObject', resource, resourceAccount: account, context };
  return { principal, permission, hasBoundary: false };
}

/** The result of a search, or the message of its UndecidableError. */
function orUndecidable<T>(find: () => T): T | string {
  try {
    return find();
  } catch (error) {
    if (error instanceof UndecidableError) return error.message;
    throw error;
  }
}

describe('of many policies, those that may say something of an action on a resource', () => {
  test('hold the same deny and the same allow as all of them', () => {
    fc.assert(
      fc.property(manyPolicies, fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }), (lists, places) => {
        const policies = lists.map(policyOf);
        for (const n of places) {
          const question = asked(object(n));
          const about = policiesAbout(policies, question.permission);
          for (const find of [findDeny, findAllow]) {
            const found = orUndecidable(() => find(about, question));
            expect(found).toEqual(orUndecidable(() => find(policies, question)));
          }
        }
      }),
    );
  });

  test('decide as one policy of all their statements does', () => {
    fc.assert(
      fc.property(manyPolicies, fc.nat(6), (lists, n) => {
        const { permission } = asked(object(n));
        const resultOf = (identity: readonly NamedPolicy[]) =>
          decide({ principal, permission, policies: { identity } }).result;
        const [apart, joined] = [lists.map(policyOf), [policyOf(lists.flat(), 0)]].map((policies) =>
          orUndecidable(() => resultOf(policies)).replace(/^policy .*depends/, 'a policy depends'),
        );
        expect(apart).toBe(joined);
      }),
    );
  });

  test('are few if the others list other resources or other actions', () => {
    const policies = Array.from({ length: 100 }, (_, n) => {
      const Action = n % 2 === 0 ? 's3:GetObject' : 's3:PutObject';
      const Resource = n === 50 ? 'arn:aws:s3:::bucket-*' : object(n % 60);
      return policyOf([{ Effect: n === 66 ? 'Deny' : 'Allow', Action, Resource }], n);
    });
    const { permission } = asked(object(6));
    const names = policiesAbout(policies, permission).map(({ name }) => name);
    expect(names).toEqual(['policy 6', 'policy 50', 'policy 66']);
  });
});
