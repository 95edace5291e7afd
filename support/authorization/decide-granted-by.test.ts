import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, type Actor, KEY, OBJECT } from './proof/cases/actors.ts';
import {
  allow,
  decideCase,
  type Keys,
  type Matter,
  type Policies,
  summary,
  to,
} from './proof/cases/short-policies.ts';
import type { Grant } from './terms/grant.ts';

const GET = 's3:GetObject';
const DECRYPT = 'kms:Decrypt';
const READ = allow(GET);
const given: Grant = {
  id: 'a'.repeat(64),
  keyArn: KEY,
  granteePrincipal: ACTORS.root.arn,
  retiringPrincipal: ACTORS.root.arn,
  operations: ['Decrypt'],
  constraints: {},
};

type Case = Policies & Matter & { readonly keys?: Keys };

/** A request and its policies, with the layers and positions of the statements that allowed it. */
const ROWS: readonly [string, Actor, string, Case, readonly string[]][] = [
  [
    'the identity policy alone, within an account',
    'alice',
    GET,
    { identity: [READ], bucket: [allow(GET, to(account))] },
    ['identity 0'],
  ],
  [
    'the bucket policy alone, if it names the caller',
    'alice',
    GET,
    { identity: [READ], bucket: [allow(GET, to(ACTORS.alice.arn))] },
    ['resource 0'],
  ],
  [
    'both sides, across accounts',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(otherAccount))] },
    ['resource 0', 'identity 0'],
  ],
  [
    'the key policy and what it delegates to',
    'alice',
    DECRYPT,
    { identity: [allow('*')], key: [allow('*', to(account))] },
    ['key policy 0', 'identity 0'],
  ],
  ['no statement at all for the root user', 'root', GET, {}, []],
  [
    'the bucket policy alone for the root user of another account',
    'foreign root',
    GET,
    { bucket: [allow(GET, to(otherAccount))] },
    ['resource 0'],
  ],
  [
    'a grant to an account, and the identity policy',
    'alice',
    DECRYPT,
    { identity: [allow('*')], grants: [given] },
    ['grant 0', 'identity 0'],
  ],
  [
    'a grant that the account may retire, and the identity policy',
    'alice',
    'kms:RetireGrant',
    { identity: [allow('*')], grants: [given], retiredGrant: given.id },
    ['grant 0', 'identity 0'],
  ],
  [
    'a grant, although the key policy would have sufficed',
    'alice',
    DECRYPT,
    { identity: [allow('*')], key: [allow('*', to(account))], grants: [given] },
    ['grant 0', 'identity 0'],
  ],
  ['the first of several allows', 'alice', GET, { identity: [READ, READ] }, ['identity 0']],
  [
    'the first of several equally close allows',
    'reader',
    GET,
    {
      bucket: [
        allow(GET, to(account)),
        allow(GET, to(ACTORS.reader.roleArn)),
        allow(GET, to(ACTORS.reader.roleArn)),
      ],
    },
    ['resource 1'],
  ],
  [
    'the closest of several allows',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleArn)), allow(GET, to(ACTORS.reader.arn))] },
    ['resource 1'],
  ],
];

describe('a permission is granted by', () => {
  test.each(ROWS)('%s', (_sentence, actor, action, policies, expected) => {
    const resource = action.startsWith('s3:') ? { resource: OBJECT } : {};
    const decision = decideCase(actor, action, { ...resource, ...policies });
    const statements = decision.result === 'Granted' ? decision.statements : undefined;
    expect(statements?.map(({ layer, index }) => `${layer} ${index}`)).toEqual(expected);
  });
});

describe('deciding at the edges', () => {
  const keys = { 'aws:k': 'unknowable' } as const;
  const maybe = allow('*', { Principal: '*', Condition: { StringEquals: { 'aws:k': 'x' } } });

  test('a permission that no principal can have is denied, even if a condition is unknowable', () => {
    expect(summary(decideCase('anonymous', DECRYPT, { key: [maybe], keys }))).toBe(
      'implicit deny by key policy',
    );
  });

  test('a statement without Sid is named by its position', () => {
    const identity = [allow('s3:PutObject'), allow(GET, { Condition: { StringEquals: { 'aws:k': 'x' } } })];
    expect(() => decideCase('alice', GET, { identity, keys, resource: OBJECT })).toThrow(
      'at "Statement[1]",',
    );
  });

  test('an action of STS on no role needs no trust', () => {
    const policies = { identity: [allow('sts:*')], resource: '*' };
    expect(summary(decideCase('alice', 'sts:GetAccessKeyInfo', policies))).toBe('Granted');
  });
});

/** KMS developer guide, "Allowing users in other accounts to use a KMS key" and "AWS KMS permissions". */
const ACROSS = `Decrypt DeriveSharedSecret Encrypt GenerateDataKey GenerateDataKeyPair
  GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac ReEncryptFrom ReEncryptTo Sign Verify
  VerifyMac CreateGrant DescribeKey GetKeyRotationStatus GetPublicKey ListGrants RevokeGrant`.split(/\s+/);
const WITHIN =
  `CancelKeyDeletion DeleteImportedKeyMaterial DisableKey DisableKeyRotation EnableKey EnableKeyRotation
  GetKeyPolicy GetParametersForImport ImportKeyMaterial ListKeyPolicies ListResourceTags PutKeyPolicy ReplicateKey
  ScheduleKeyDeletion TagResource UntagResource UpdateKeyDescription UpdatePrimaryRegion`.split(/\s+/);

describe('across accounts, if both sides allow, KMS', () => {
  const both = { identity: [allow('kms:*')], key: [allow('kms:*', to(otherAccount))] };

  test.each(ACROSS)('serves %s', (operation) => {
    expect(summary(decideCase('bob', `kms:${operation}`, both))).toBe('Granted');
  });

  test.each(WITHIN)('refuses %s', (operation) => {
    expect(summary(decideCase('bob', `kms:${operation}`, both))).toBe(
      'implicit deny by cross-account operation',
    );
  });
});

/** KMS API reference, "CreateGrant": GranteePrincipal and RetiringPrincipal. */
const NAMES: readonly [Actor, string][] = [
  ['alice', ACTORS.alice.arn],
  ['alice', ACTORS.alice.userId],
  ['reader', ACTORS.reader.arn],
  ['reader', ACTORS.reader.roleArn],
  ['reader', ACTORS.reader.roleId],
  ['root', ACTORS.root.arn],
  ['transfer', 'transfer.amazonaws.com'],
];

describe('a grant by itself, without any policy', () => {
  test.each(NAMES)('lets %s use the key as %s', (actor, granteePrincipal) => {
    const grants = [{ ...given, granteePrincipal }];
    expect(summary(decideCase(actor, DECRYPT, { grants }))).toBe('Granted');
    expect(summary(decideCase(actor, 'kms:Encrypt', { grants }))).not.toBe('Granted');
  });

  test.each(NAMES)('lets %s retire it as %s', (actor, retiringPrincipal) => {
    const grants = [{ ...given, retiringPrincipal, granteePrincipal: `${ACTORS.alice.arn}2` }];
    const decision = decideCase(actor, 'kms:RetireGrant', { grants, retiredGrant: given.id });
    expect(summary(decision)).toBe('Granted');
  });

  /** KMS API reference, "CreateGrant": Operations. RetireGrant and CreateGrant are tested elsewhere. */
  test.each(
    `Decapsulate Decrypt DeriveSharedSecret DescribeKey Encapsulate Encrypt GenerateDataKey GenerateDataKeyPair
    GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetPublicKey ReEncryptFrom ReEncryptTo
    Sign Verify VerifyMac`.split(/\s+/),
  )('gives %s', (operation) => {
    const grants = [{ ...given, granteePrincipal: ACTORS.alice.arn, operations: [operation] }];
    expect(summary(decideCase('alice', `kms:${operation}`, { grants }))).toBe('Granted');
  });

  test.each(['DisableKey', 'ListGrants', 'PutKeyPolicy'])('never gives %s', (operation) => {
    const grants = [{ ...given, granteePrincipal: ACTORS.alice.arn, operations: [operation] }];
    expect(summary(decideCase('alice', `kms:${operation}`, { grants }))).not.toBe('Granted');
  });

  test('to an account, leaves the decision to the identity policies of its sessions', () => {
    const grants = [given];
    expect(summary(decideCase('reader', DECRYPT, { grants }))).toBe('implicit deny by identity');
    expect(summary(decideCase('reader', DECRYPT, { grants, identity: [allow('kms:*')] }))).toBe('Granted');
  });

  test('is not decided if only the letter case of its context differs', () => {
    const grants = [
      {
        ...given,
        granteePrincipal: ACTORS.alice.arn,
        constraints: { encryptionContextEquals: { Dept: 'a' } },
      },
    ];
    expect(() => decideCase('alice', DECRYPT, { grants, encryptionContext: { dept: 'a' } })).toThrow(
      'the letter case of names',
    );
  });
});
