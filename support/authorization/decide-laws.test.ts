import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Principal } from '../aws/principal.ts';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { decide } from './decide.ts';
import { parsePolicy } from './parse-policy.ts';
import { ACTORS, type Actor } from './proof/cases/actors.ts';
import {
  actors,
  identityStatement,
  policiesFor,
  requests,
  resourceStatement,
} from './proof/cases/arbitraries.ts';
import {
  allow,
  contextOf,
  decideCase,
  deny,
  inForce,
  type Keys,
  type Policies,
  permissionFor,
  type Short,
  summary,
} from './proof/cases/short-policies.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

interface Asked {
  readonly actor: Actor;
  readonly action: string;
  readonly keys: Keys;
  readonly policies: Policies;
}

const asked: fc.Arbitrary<Asked> = fc
  .tuple(actors, requests)
  .chain(([actor, { action, keys }]) =>
    policiesFor(action).map((policies) => ({ actor, action, keys, policies })),
  );

const outcome = ({ actor, action, keys, policies }: Asked, changed: Policies = policies) =>
  decideCase(actor, action, { ...changed, keys }).result;

const own = (action: string) => (action.startsWith('kms:') ? 'key' : 'bucket');

const LAYERS = ['identity', 'session', 'bucket', 'key'] as const;
type List = (typeof LAYERS)[number];

/** Policies with a statement added to one of the lists. */
function plus(policies: Policies, list: List, statement: Short): Policies {
  return { ...policies, [list]: [...(policies[list] ?? []), statement] };
}

/** The lists that exist and apply to a request; the resource's own always counts. */
function listsOf({ policies, action }: Asked): readonly List[] {
  return LAYERS.filter((list) => list === own(action) || policies[list] !== undefined);
}

const runs = { numRuns: 200 };

describe('laws of decisions', () => {
  test('are tried with both outcomes', () => {
    const outcomes = fc.sample(asked, { numRuns: 2000, seed: 7 }).map((drawn) => outcome(drawn));
    expect(outcomes.filter((drawn) => drawn === 'Granted').length).toBeGreaterThan(150);
    expect(outcomes.filter((drawn) => drawn === 'Denied').length).toBeGreaterThan(150);
  });

  test('a deny of everything wins, wherever it stands', () => {
    fc.assert(
      fc.property(asked, fc.nat(3), (drawn, at) => {
        const lists = listsOf(drawn).filter((list) => list !== 'identity' || hasIdentity(drawn.actor));
        const list = lists[at % lists.length] ?? own(drawn.action);
        const more = list === 'key' || list === 'bucket' ? { Principal: '*' } : {};
        expect(outcome(drawn, plus(drawn.policies, list, deny('*', more)))).toBe('Denied');
      }),
      runs,
    );
  });

  test('adding an allow never denies', () => {
    fc.assert(
      fc.property(asked, identityStatement, resourceStatement, (drawn, forIdentity, forResource) => {
        fc.pre(outcome(drawn) === 'Granted');
        for (const list of listsOf(drawn)) {
          const added = list === 'key' || list === 'bucket' ? forResource : forIdentity;
          expect(outcome(drawn, plus(drawn.policies, list, { ...added, Effect: 'Allow' }))).toBe('Granted');
        }
      }),
      runs,
    );
  });

  test('adding a deny never allows', () => {
    fc.assert(
      fc.property(asked, identityStatement, resourceStatement, (drawn, forIdentity, forResource) => {
        fc.pre(outcome(drawn) === 'Denied');
        for (const list of LAYERS) {
          if (drawn.policies[list] === undefined) continue;
          const added = list === 'key' || list === 'bucket' ? forResource : forIdentity;
          expect(outcome(drawn, plus(drawn.policies, list, { ...added, Effect: 'Deny' }))).toBe('Denied');
        }
      }),
      runs,
    );
  });

  test('the order of statements does not matter', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        const reversed: Policies = Object.fromEntries(
          Object.entries(drawn.policies).map(([list, statements]) => [
            list,
            Array.isArray(statements) ? statements.toReversed() : statements,
          ]),
        );
        const before = decideCase(drawn.actor, drawn.action, { ...drawn.policies, keys: drawn.keys });
        expect(summary(decideCase(drawn.actor, drawn.action, { ...reversed, keys: drawn.keys }))).toBe(
          summary(before),
        );
      }),
      runs,
    );
  });

  test('across accounts nothing is granted without both sides', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        fc.pre(drawn.actor === 'bob' || drawn.actor === 'visitor');
        expect(outcome(drawn, { ...drawn.policies, identity: [] })).toBe('Denied');
        expect(outcome(drawn, { ...drawn.policies, bucket: undefined, key: undefined })).toBe('Denied');
      }),
      runs,
    );
  });

  test('a session policy never adds anything', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        fc.pre(outcome(drawn) === 'Granted');
        expect(outcome(drawn, { ...drawn.policies, session: undefined })).toBe('Granted');
      }),
      runs,
    );
  });

  test('a key is never used within its account unless its policy allows or delegates', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        fc.pre(drawn.action.startsWith('kms:'));
        expect(outcome(drawn, { ...drawn.policies, key: undefined, identity: [allow('*')] })).toBe('Denied');
      }),
      runs,
    );
  });

  test('a decision without knowing a key is the same for every value of the key', () => {
    let decided = 0;
    fc.assert(
      fc.property(asked, (drawn) => {
        const unknown = outcomeOrUndecidable({ ...drawn, keys: { 'aws:k': 'unknowable' } });
        if (unknown === undefined) return;
        decided += 1;
        const values: readonly Keys[] = [{}, { 'aws:k': 'x' }, { 'aws:k': 'y' }, { 'aws:k': 'xy' }];
        for (const keys of values) {
          expect(outcome({ ...drawn, keys })).toBe(unknown);
        }
      }),
      runs,
    );
    expect(decided).toBeGreaterThan(runs.numRuns / 4);
  });

  test('renaming the accounts changes nothing', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        const permission = permissionFor(drawn.action, { keys: drawn.keys });
        const before = decide({
          principal: ACTORS[drawn.actor],
          permission,
          policies: inForce(drawn.policies),
        });
        const [renamedPolicies, principal] = renamed<[Policies, Principal]>([
          drawn.policies,
          ACTORS[drawn.actor],
        ]);
        const after = decide({
          principal,
          permission: {
            ...permission,
            resource: swap(permission.resource),
            resourceAccount: otherAccount,
            context: contextOf(drawn.keys),
          },
          policies: inForce(renamedPolicies),
        });
        expect(summary(after)).toBe(summary(before));
      }),
      runs,
    );
  });

  test('a policy written and read again decides the same', () => {
    fc.assert(
      fc.property(asked, (drawn) => {
        fc.pre(drawn.policies.identity !== undefined);
        const text = JSON.stringify(
          { Version: '2012-10-17', Statement: drawn.policies.identity },
          undefined,
          2,
        );
        const policy = parsePolicy(text, { kind: 'identity' });
        const policies = {
          ...inForce(drawn.policies),
          identity: [{ name: 'again', layer: 'identity', policy }],
        } as const;
        const permission = permissionFor(drawn.action, { keys: drawn.keys });
        expect(decide({ principal: ACTORS[drawn.actor], permission, policies }).result).toBe(outcome(drawn));
      }),
      { numRuns: 300 },
    );
  });
});

function hasIdentity(actor: Actor): boolean {
  const { type } = ACTORS[actor];
  return type === 'User' || type === 'AssumedRole';
}

function outcomeOrUndecidable(drawn: Asked): string | undefined {
  try {
    return outcome(drawn);
  } catch (error) {
    if (error instanceof UndecidableError) return undefined;
    throw error;
  }
}

function swap(text: string): string {
  return text.replaceAll(account, 'own').replaceAll(otherAccount, account).replaceAll('own', otherAccount);
}

function renamed<T>(value: T): T {
  return JSON.parse(swap(JSON.stringify(value)));
}
