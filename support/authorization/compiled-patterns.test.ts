import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from './compiling/compiled-policy.ts';
import type { PolicyKind } from './grammar/policy-kind.ts';
import { parsePolicy } from './parse-policy.ts';
import { PolicyError } from './terms/policy-error.ts';

const KINDS: readonly PolicyKind[] = ['identity', 'bucket', 'key', 'session', 'scp', 'endpoint'];

/** Texts near the border of what is an ARN. */
const nearArn = fc
  .array(
    fc.constantFrom(
      'arn',
      'aws',
      's3',
      'kms',
      ':',
      '::',
      '*',
      '?',
      'b/',
      '${aws:username}',
      '${*}',
      '$',
      '\n',
      '',
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));

const wholeArn = fc
  .tuple(fc.constantFrom('s3', 'kms'), fc.array(nearArn, { minLength: 1, maxLength: 2 }))
  .map(([service, last]) => `arn:aws:${service}:::${last.join('')}`);

test('every policy that is accepted compiles all its patterns', () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.constantFrom('Resource', 'NotResource'),
      fc.constantFrom('2012-10-17', '2008-10-17'),
      fc.oneof(nearArn, wholeArn),
      (kind, element, Version, resource) => {
        const principal = ['bucket', 'key', 'endpoint'].includes(kind) ? { Principal: '*' } : {};
        const Statement = { Effect: 'Deny', Action: 's3:*', ...principal, [element]: resource };
        const policy = acceptedIn(JSON.stringify({ Version, Statement }), kind);
        if (policy === undefined) return;
        accepted += 1;
        for (const statement of compile(policy).statements) {
          const patterns = element === 'Resource' ? statement.resources : statement.notResources;
          expect(patterns).toHaveLength(1);
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(300);
});

function acceptedIn(text: string, kind: PolicyKind) {
  try {
    return parsePolicy(text, { kind });
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
