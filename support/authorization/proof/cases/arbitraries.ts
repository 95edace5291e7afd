import fc from 'fast-check';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { ACTORS, type Actor, BUCKET, KEY, OBJECT } from './actors.ts';
import type { Keys, Policies, Short } from './short-policies.ts';

/** Generators of small policies and requests, drawn so that statements match about half of the time. */

const anyOf = fc.constantFrom;

export const actors: fc.Arbitrary<Actor> = anyOf<Actor[]>(
  'alice',
  'bob',
  'reader',
  'visitor',
  'root',
  'foreign root',
  'anonymous',
  'transfer',
);

const condition = fc.option(
  anyOf<object[]>(
    { StringEquals: { 'aws:k': 'x' } },
    { StringNotEquals: { 'aws:k': 'x' } },
    { StringLikeIfExists: { 'aws:k': 'x*' } },
    { Null: { 'aws:k': 'true' } },
    { 'ForAnyValue:StringEquals': { 'aws:k': ['x', 'y'] } },
  ),
  { nil: undefined, freq: 2 },
);

const principal = fc.oneof(
  anyOf<unknown[]>('*', { AWS: '*' }, { Service: 'transfer.amazonaws.com' }),
  fc
    .subarray(
      [
        account,
        otherAccount,
        ACTORS.alice.arn,
        ACTORS.bob.arn,
        ACTORS.reader.arn,
        ACTORS.reader.roleArn,
        ACTORS.visitor.roleArn,
        ACTORS.visitor.arn,
      ],
      { minLength: 1 },
    )
    .map((AWS) => ({ AWS })),
);

const effect = anyOf<('Allow' | 'Deny')[]>('Allow', 'Allow', 'Allow', 'Deny');

function statement(more: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Short> {
  return fc
    .record({
      Effect: effect,
      Action: anyOf('*', 's3:*', 's3:Get*', 's3:GetObject', 'kms:*', 'kms:Decrypt', [
        'kms:Encrypt',
        'kms:Decrypt',
      ]),
      Resource: anyOf('*', OBJECT, `${BUCKET}/*`, BUCKET, KEY),
      Condition: condition,
      ...more,
    })
    .map(({ Condition, ...rest }) => (Condition === undefined ? rest : { ...rest, Condition }));
}

export const identityStatement: fc.Arbitrary<Short> = statement({});
export const resourceStatement: fc.Arbitrary<Short> = statement({ Principal: principal });

export const requests: fc.Arbitrary<{ action: string; keys: Keys }> = fc.record({
  action: anyOf('s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'kms:Encrypt', 'kms:DisableKey'),
  keys: anyOf<Keys[]>({}, { 'aws:k': 'x' }, { 'aws:k': 'y' }),
});

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 4 });

/** Policies for a request, with the resource policy that its action needs: a bucket policy or a key policy. */
export function policiesFor(action: string): fc.Arbitrary<Policies> {
  const own = action.startsWith('kms:') ? 'key' : 'bucket';
  return fc.record(
    { identity: some(identityStatement), session: some(identityStatement), [own]: some(resourceStatement) },
    { requiredKeys: [] },
  );
}
