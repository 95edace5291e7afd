import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { atLeastAsStrict, unmetContext } from './grants/constraints.ts';
import { ACTORS, type Actor, KEY } from './proof/cases/actors.ts';
import { actors, identityStatement, resourceStatement } from './proof/cases/arbitraries.ts';
import { decideCase } from './proof/cases/short-policies.ts';
import type { Decision } from './terms/decision.ts';
import type { EncryptionContext, Grant, GrantConstraints } from './terms/grant.ts';

const context: fc.Arbitrary<EncryptionContext> = fc.dictionary(
  fc.constantFrom('a', 'b', 'A', 'toString', '__proto__'),
  fc.constantFrom('1', '2'),
  { maxKeys: 3 },
);
const someContext = context.filter((pairs) => Object.keys(pairs).length > 0);
const constraints: fc.Arbitrary<GrantConstraints> = fc.oneof(
  fc.constant({}),
  someContext.map((encryptionContextEquals) => ({ encryptionContextEquals })),
  someContext.map((encryptionContextSubset) => ({ encryptionContextSubset })),
);

const names = [
  ...Object.values(ACTORS).flatMap((actor) => ('arn' in actor ? [actor.arn] : [])),
  ACTORS.reader.roleArn,
  ACTORS.visitor.roleArn,
  ACTORS.transfer.service,
  '*',
];
const grant: fc.Arbitrary<Grant> = fc.record({
  id: fc.uuid(),
  keyArn: fc.constant(KEY),
  granteePrincipal: fc.constantFrom(...names),
  operations: fc.subarray(['Decrypt', 'Encrypt', 'DisableKey', 'ListGrants', 'CreateGrant'], {
    minLength: 1,
  }),
  constraints,
});
const grants = fc.array(grant, { maxLength: 4 });

const policies = fc.record(
  {
    identity: fc.array(identityStatement, { minLength: 1, maxLength: 3 }),
    key: fc.array(resourceStatement, { minLength: 1, maxLength: 3 }),
    session: fc.array(identityStatement, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const question = fc.record({
  actor: actors,
  action: fc.constantFrom(
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:DisableKey',
    'kms:CreateGrant',
    'kms:ListGrants',
  ),
  encryptionContext: context,
});
const whole = fc.tuple(question, policies, grants);

/** The decision, or undefined if keyhole cannot decide. */
function decided(actor: Actor, action: string, rest: Parameters<typeof decideCase>[2]): Decision | undefined {
  try {
    return decideCase(actor, action, rest);
  } catch {
    return undefined;
  }
}

describe('for all policies and grants', () => {
  test('a grant takes nothing away', () => {
    fc.assert(
      fc.property(whole, ([{ actor, action, encryptionContext }, rest, given]) => {
        if (decided(actor, action, rest)?.result !== 'Granted') return;
        expect(decided(actor, action, { ...rest, grants: given, encryptionContext })?.result).toBe('Granted');
      }),
    );
  });

  test('an explicit deny wins over every grant', () => {
    fc.assert(
      fc.property(whole, ([{ actor, action, encryptionContext }, rest, given]) => {
        const without = decided(actor, action, rest);
        if (without?.result !== 'Denied' || !without.explicit) return;
        const decision = decided(actor, action, { ...rest, grants: given, encryptionContext });
        expect(decision).toMatchObject({ result: 'Denied', explicit: true, layer: without.layer });
      }),
    );
  });

  test('a caller that is allowed only by grants is named in a grant without a mismatch', () => {
    fc.assert(
      fc.property(whole, ([{ actor, action, encryptionContext }, rest, given]) => {
        const decision = decided(actor, action, { ...rest, grants: given, encryptionContext });
        if (decision?.result !== 'Granted' || decided(actor, action, rest)?.result === 'Granted') return;
        expect(decision.statements[0]?.layer).toBe('grant');
      }),
    );
  });

  test('without policies, a refused caller has a mismatch in every grant, except grants to accounts', () => {
    fc.assert(
      fc.property(question, grants, ({ actor, action, encryptionContext }, given) => {
        const decision = decided(actor, action, { grants: given, encryptionContext });
        if (decision?.result !== 'Denied' || decision.layer !== 'key policy') return;
        expect(decision.considered.filter(({ mismatch }) => mismatch === undefined)).toEqual([]);
      }),
    );
  });

  test('grants never reach anonymous, "*" and operations that no grant can give', () => {
    fc.assert(
      fc.property(grants, context, (given, encryptionContext) => {
        const rest = { grants: given, encryptionContext };
        expect(decided('anonymous', 'kms:Decrypt', rest)?.result).not.toBe('Granted');
        for (const action of ['kms:DisableKey', 'kms:ListGrants']) {
          expect(decided('alice', action, rest)?.result).toBe('Denied');
        }
        const toEverybody = given.filter(({ granteePrincipal }) => granteePrincipal === '*');
        expect(decided('alice', 'kms:Decrypt', { ...rest, grants: toEverybody })?.result).toBe('Denied');
      }),
    );
  });
});

describe('constraints at least as strict', () => {
  test('allow no request that the others refuse', () => {
    fc.assert(
      fc.property(constraints, constraints, context, (child, parent, pairs) => {
        if (!atLeastAsStrict(child, parent) || unmetContext(child, pairs) !== undefined) return;
        expect(unmetContext(parent, pairs)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('are an order: reflexive and transitive', () => {
    fc.assert(
      fc.property(constraints, constraints, constraints, (a, b, c) => {
        expect(atLeastAsStrict(a, a)).toBe(true);
        if (atLeastAsStrict(a, b) && atLeastAsStrict(b, c)) expect(atLeastAsStrict(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
