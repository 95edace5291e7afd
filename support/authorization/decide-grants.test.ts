import { describe, expect, test } from '@jest/globals';
import { explain } from './explain.ts';
import { ACTORS, KEY } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, decideCase, deny, summary, to } from './proof/cases/short-policies.ts';
import type { Grant } from './terms/grant.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const DECRYPT = 'kms:Decrypt';
const DELEGATES = allow('kms:*', to(ACTORS.root.arn));
const NO_KEY = 'implicit deny by key policy';
const NO_IDENTITY = 'implicit deny by identity';

function given(granteePrincipal: string, more: Partial<Grant> = {}): readonly Grant[] {
  return [
    { id: 'a'.repeat(64), keyArn: KEY, granteePrincipal, operations: ['Decrypt'], constraints: {}, ...more },
  ];
}

const toAlice = given(ACTORS.alice.arn);
const toBob = given(ACTORS.bob.arn);

const GRANTEES: readonly Row[] = [
  ['no grant', 'alice', DECRYPT, { grants: [] }, NO_KEY],
  ['a user', 'alice', DECRYPT, { grants: toAlice }, 'Granted'],
  ['a user that nothing else names', 'alice', DECRYPT, { key: [DELEGATES], grants: toAlice }, 'Granted'],
  ['another user', 'alice', DECRYPT, { grants: given(`${ACTORS.alice.arn}2`) }, NO_KEY],
  ['a user by its unique id', 'alice', DECRYPT, { grants: given(ACTORS.alice.userId) }, 'Granted'],
  ['a role, for its sessions', 'reader', DECRYPT, { grants: given(ACTORS.reader.roleArn) }, 'Granted'],
  ['one session', 'reader', DECRYPT, { grants: given(ACTORS.reader.arn) }, 'Granted'],
  ['another session', 'reader', DECRYPT, { grants: given(`${ACTORS.reader.arn}-2`) }, NO_KEY],
  ['the root user of the account', 'root', DECRYPT, { grants: given(ACTORS.root.arn) }, 'Granted'],
  ['"*" is not a grantee', 'alice', DECRYPT, { grants: given('*') }, NO_KEY],
  ['an account id is not a grantee', 'root', DECRYPT, { grants: given(ACTORS.root.accountId) }, NO_KEY],
  ['a service', 'transfer', DECRYPT, { grants: given('transfer.amazonaws.com') }, 'Granted'],
  ['another service', 'transfer', DECRYPT, { grants: given('sns.amazonaws.com') }, NO_KEY],
  ['an anonymous caller', 'anonymous', DECRYPT, { grants: given('*') }, NO_KEY],
  [
    'an account, and an identity policy there',
    'alice',
    DECRYPT,
    { grants: given(ACTORS.root.arn), identity: [allow(DECRYPT)] },
    'Granted',
  ],
  ['an account, and no identity policy', 'alice', DECRYPT, { grants: given(ACTORS.root.arn) }, NO_IDENTITY],
];

const ACROSS: readonly Row[] = [
  ['a foreign user needs nothing else', 'bob', DECRYPT, { key: [DELEGATES], grants: toBob }, 'Granted'],
  [
    'a foreign role needs nothing else',
    'visitor',
    DECRYPT,
    { grants: given(ACTORS.visitor.roleArn) },
    'Granted',
  ],
  ['a foreign user without one', 'bob', DECRYPT, { key: [DELEGATES], grants: toAlice }, NO_KEY],
  [
    'a foreign account leaves the decision to its identity policies',
    'bob',
    DECRYPT,
    { grants: given(ACTORS['foreign root'].arn) },
    NO_IDENTITY,
  ],
  [
    'a foreign account, and an identity policy there',
    'bob',
    DECRYPT,
    { grants: given(ACTORS['foreign root'].arn), identity: [allow(DECRYPT)] },
    'Granted',
  ],
  ['its root user', 'foreign root', DECRYPT, { grants: given(ACTORS['foreign root'].arn) }, 'Granted'],
  [
    'a grant gives no operation that never works across accounts',
    'bob',
    'kms:DisableKey',
    { grants: given(ACTORS.bob.arn, { operations: ['DisableKey'] }) },
    'implicit deny by cross-account operation',
  ],
];

const LIMITS: readonly Row[] = [
  ['an operation that is not in it', 'alice', 'kms:Encrypt', { grants: toAlice }, NO_KEY],
  [
    'an identity deny',
    'alice',
    DECRYPT,
    { grants: toAlice, identity: [deny(DECRYPT)] },
    'explicit deny by identity',
  ],
  [
    'a key policy deny',
    'alice',
    DECRYPT,
    { grants: toAlice, key: [deny(DECRYPT, to(ACTORS.alice.arn))] },
    'explicit deny by key policy',
  ],
  [
    "a foreign grantee's identity deny",
    'bob',
    DECRYPT,
    { grants: toBob, identity: [deny('kms:*')] },
    'explicit deny by identity',
  ],
  [
    'a session policy deny',
    'reader',
    DECRYPT,
    { grants: given(ACTORS.reader.arn), session: [deny(DECRYPT)] },
    'explicit deny by session',
  ],
  [
    'a session policy without it',
    'reader',
    DECRYPT,
    { grants: given(ACTORS.reader.roleArn), session: [allow('kms:Encrypt')] },
    'implicit deny by session',
  ],
  [
    'a session policy with it',
    'reader',
    DECRYPT,
    { grants: given(ACTORS.reader.roleArn), session: [allow(DECRYPT)] },
    'Granted',
  ],
  [
    'a session policy that the key policy bypasses',
    'reader',
    DECRYPT,
    {
      grants: given(ACTORS.reader.roleArn),
      key: [allow(DECRYPT, to(ACTORS.reader.arn))],
      session: [allow('kms:Encrypt')],
    },
    'Granted',
  ],
];

const IT = { Department: 'IT' };
const equals = given(ACTORS.alice.arn, { constraints: { encryptionContextEquals: IT } });
const subset = given(ACTORS.alice.arn, {
  operations: ['Decrypt', 'DescribeKey'],
  constraints: { encryptionContextSubset: IT },
});
const behalf = given(ACTORS.alice.arn, { constraints: { sourceArn: 'arn:aws:s3:::b' } });

const CONSTRAINTS: readonly Row[] = [
  ['Equals, and the same context', 'alice', DECRYPT, { grants: equals, encryptionContext: IT }, 'Granted'],
  [
    'Equals, and one more pair',
    'alice',
    DECRYPT,
    { grants: equals, encryptionContext: { ...IT, Purpose: 'Test' } },
    NO_KEY,
  ],
  ['Equals, and no context', 'alice', DECRYPT, { grants: equals }, NO_KEY],
  [
    'Equals, and another value',
    'alice',
    DECRYPT,
    { grants: equals, encryptionContext: { Department: 'it' } },
    NO_KEY,
  ],
  ['Subset, and the same context', 'alice', DECRYPT, { grants: subset, encryptionContext: IT }, 'Granted'],
  [
    'Subset, and one more pair',
    'alice',
    DECRYPT,
    { grants: subset, encryptionContext: { ...IT, Purpose: 'Test' } },
    'Granted',
  ],
  ['Subset, and no context', 'alice', DECRYPT, { grants: subset }, NO_KEY],
  [
    'Subset, and an inherited name',
    'alice',
    DECRYPT,
    { grants: given(ACTORS.alice.arn, { constraints: { encryptionContextSubset: { toString: 'x' } } }) },
    NO_KEY,
  ],
  ['a constraint does not apply to DescribeKey', 'alice', 'kms:DescribeKey', { grants: subset }, 'Granted'],
  [
    'a matching grant among others',
    'alice',
    DECRYPT,
    { grants: [...equals, ...subset], encryptionContext: { ...IT, Purpose: 'Test' } },
    'Granted',
  ],
  [
    'SourceArn, on behalf of it',
    'alice',
    DECRYPT,
    { grants: behalf, keys: { 'aws:SourceArn': 'arn:aws:s3:::b' } },
    'Granted',
  ],
  [
    'SourceArn, on behalf of another',
    'alice',
    DECRYPT,
    { grants: behalf, keys: { 'aws:SourceArn': 'arn:aws:s3:::c' } },
    NO_KEY,
  ],
  ['SourceArn, and a direct call', 'alice', DECRYPT, { grants: behalf }, NO_KEY],
];

decides('grants by grantee', 'AWS KMS API reference, CreateGrant', GRANTEES);
decides(
  'grants across accounts',
  'KMS developer guide, "Allowing users in other accounts to use a KMS key"',
  ACROSS,
);
decides('what limits a grant', 'KMS developer guide, "Grants in AWS KMS"', LIMITS);
decides('grant constraints', 'AWS KMS API reference, GrantConstraints', CONSTRAINTS);

describe('an unknowable grant', () => {
  const otherCase = { encryptionContext: { DEPARTMENT: 'IT' } };
  const unknownSource = { keys: { 'aws:SourceArn': 'unknowable' } } as const;

  test.each<[string, Parameters<typeof decideCase>[2]]>([
    ['the letter case of names, in Equals', { grants: equals, ...otherCase }],
    [
      'the letter case of names, in Subset',
      { grants: subset, encryptionContext: { department: 'IT', a: 'b' } },
    ],
    ['an unknowable source', { grants: behalf, ...unknownSource }],
  ])('is not decided if it matters: %s', (_what, policies) => {
    expect(() => decideCase('alice', DECRYPT, policies)).toThrow(UndecidableError);
    const key = [allow(DECRYPT, to(ACTORS.alice.arn))];
    expect(summary(decideCase('alice', DECRYPT, { ...policies, key }))).toBe('Granted');
    const grants = [...(policies.grants ?? []), ...toAlice];
    expect(summary(decideCase('alice', DECRYPT, { ...policies, grants }))).toBe('Granted');
    expect(summary(decideCase('alice', 'kms:Encrypt', policies))).toBe(NO_KEY);
    expect(summary(decideCase('bob', DECRYPT, policies))).toBe(NO_KEY);
  });

  test('is refused if another element does not match', () => {
    const constraints = { encryptionContextEquals: IT, sourceArn: 'arn:aws:s3:::b' };
    const grants = given(ACTORS.alice.arn, { constraints });
    expect(summary(decideCase('alice', DECRYPT, { grants, ...otherCase }))).toBe(NO_KEY);
    expect(summary(decideCase('alice', DECRYPT, { grants, ...unknownSource }))).toBe(NO_KEY);
  });
});

describe('a decision about grants', () => {
  const policy = `the grant ${'a'.repeat(64)} on the key ${KEY}`;

  test('names the grant that allowed, by its name if it has one', () => {
    const statement = { layer: 'grant', index: 0, effect: 'Allow', policy };
    expect(decideCase('alice', DECRYPT, { grants: toAlice })).toMatchObject({ statements: [statement] });
    const grants = given(ACTORS.alice.arn, { name: 'for alice' });
    expect(decideCase('alice', DECRYPT, { grants })).toMatchObject({
      statements: [{ ...statement, policy: `the grant "for alice" on the key ${KEY}` }],
    });
  });

  test.each<[string, Parameters<typeof decideCase>[2], string, string]>([
    ['kms:Decrypt', { grants: toBob }, 'Principal', `${ACTORS.alice.arn} is not ${ACTORS.bob.arn}`],
    [
      'kms:Encrypt',
      { grants: toAlice },
      'Action',
      'Encrypt is not among the operations of the grant: Decrypt',
    ],
    [
      'kms:Decrypt',
      { grants: equals, encryptionContext: { a: '1', b: '2' } },
      'Condition',
      'EncryptionContextEquals requires Department=IT, but the encryption context is a=1, b=2',
    ],
    [
      'kms:Decrypt',
      { grants: subset },
      'Condition',
      'EncryptionContextSubset requires Department=IT, but the encryption context is empty',
    ],
    [
      'kms:Decrypt',
      { grants: behalf },
      'Condition',
      'SourceArn requires arn:aws:s3:::b, but aws:SourceArn is absent',
    ],
    [
      'kms:CreateGrant',
      {
        grants: given(ACTORS.alice.arn, { operations: ['CreateGrant'] }),
        newGrant: { operations: ['Decrypt', 'CreateGrant'], constraints: {} },
      },
      'Condition',
      'the new grant would allow Decrypt, which this grant does not',
    ],
  ])('%s with %j: %s', (action, policies, element, detail) => {
    expect(decideCase('alice', action, policies)).toMatchObject({
      result: 'Denied',
      considered: [{ statement: { layer: 'grant', policy }, mismatch: { element, detail } }],
    });
  });

  test('explains why a caller may not retire a grant, for the retired grant only', () => {
    const [own] = given(ACTORS.visitor.roleArn);
    const [other] = given(ACTORS.bob.arn, { id: 'other' });
    if (own === undefined || other === undefined) throw new TypeError('no grants');
    const grants = [own, other];
    expect(decideCase('visitor', 'kms:RetireGrant', { grants, retiredGrant: own.id })).toMatchObject({
      considered: [
        {
          mismatch: {
            element: 'Action',
            detail: 'RetireGrant is not among the operations of the grant: Decrypt',
          },
        },
      ],
    });
    const denied = decideCase('visitor', 'kms:RetireGrant', { grants, retiredGrant: 'other' });
    expect(denied).toMatchObject({ layer: 'grant', considered: [{ mismatch: { element: 'Principal' } }] });
    if (denied.result === 'Denied') {
      expect(explain(denied)).toBe(
        `denied: no grant on ${KEY} allows kms:RetireGrant to ${ACTORS.visitor.arn}`,
      );
    }
  });

  test('counts a grant that failed on its constraint as the nearest', () => {
    const denied = decideCase('alice', DECRYPT, { grants: equals });
    if (denied.result !== 'Denied') throw new TypeError('granted');
    expect(explain(denied)).toContain(
      `; ${policy} almost allows it: EncryptionContextEquals requires Department=IT`,
    );
  });
});
