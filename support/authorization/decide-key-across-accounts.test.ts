import { otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const DECRYPT = 'kms:Decrypt';
const USE = allow(DECRYPT);
const OWN_ROOT = to(ACTORS.root.arn);
const DEFAULT = allow('kms:*', OWN_ROOT);
const NO_KEY = 'implicit deny by key policy';
const NO_IDENTITY = 'implicit deny by identity';
const GIVEN = allow('kms:*', to(otherAccount));
const NEVER = 'implicit deny by cross-account operation';
const BOTH = { key: [GIVEN], identity: [allow('kms:*')] };

const ACROSS: readonly Row[] = [
  ['neither side', 'bob', DECRYPT, { key: [DEFAULT] }, NO_KEY],
  ['only the identity policy', 'bob', DECRYPT, { key: [DEFAULT], identity: [USE] }, NO_KEY],
  ['only the key policy, by account', 'bob', DECRYPT, { key: [GIVEN] }, NO_IDENTITY],
  [
    'only the key policy, by user',
    'bob',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.bob.arn))] },
    NO_IDENTITY,
  ],
  ['both, by account', 'bob', DECRYPT, { key: [GIVEN], identity: [USE] }, 'Granted'],
  [
    'both, by role',
    'visitor',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.visitor.roleArn))], identity: [USE] },
    'Granted',
  ],
  [
    'every principal, and an identity policy',
    'bob',
    DECRYPT,
    { key: [allow(DECRYPT, { Principal: { AWS: '*' } })], identity: [USE] },
    'Granted',
  ],
  [
    'every principal, and no identity policy',
    'bob',
    DECRYPT,
    { key: [allow(DECRYPT, { Principal: { AWS: '*' } })] },
    NO_IDENTITY,
  ],
  ['the foreign root user needs only the key policy', 'foreign root', DECRYPT, { key: [GIVEN] }, 'Granted'],
  [
    'a write-only key policy gives no Decrypt',
    'foreign root',
    DECRYPT,
    { key: [allow(['kms:Encrypt', 'kms:GenerateDataKey*'], to(otherAccount))] },
    NO_KEY,
  ],
  [
    'a write-only key policy gives what it lists',
    'visitor',
    'kms:GenerateDataKey',
    { key: [allow(['kms:Encrypt', 'kms:GenerateDataKey*'], to(otherAccount))], identity: [allow('kms:*')] },
    'Granted',
  ],
  [
    "the other account's key policy deny",
    'bob',
    DECRYPT,
    { key: [GIVEN, deny(DECRYPT, to(otherAccount))], identity: [USE] },
    'explicit deny by key policy',
  ],
  [
    "a deny of the caller's identity policy",
    'bob',
    DECRYPT,
    { key: [GIVEN], identity: [USE, deny(DECRYPT)] },
    'explicit deny by identity',
  ],
  [
    'anonymous, even if every principal is named',
    'anonymous',
    DECRYPT,
    { key: [allow('kms:*', { Principal: '*' })] },
    NO_KEY,
  ],
  [
    'a service that the key policy names',
    'transfer',
    DECRYPT,
    { key: [allow(DECRYPT, { Principal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
  ['a service that it does not name', 'transfer', DECRYPT, { key: [DEFAULT] }, NO_KEY],
];

const OPERATIONS: readonly Row[] = [
  ...[
    'Encrypt',
    'Decrypt',
    'ReEncryptFrom',
    'ReEncryptTo',
    'GenerateDataKey',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateDataKeyPair',
    'GenerateMac',
    'DeriveSharedSecret',
    'VerifyMac',
    'Sign',
    'Verify',
    'GetPublicKey',
    'DescribeKey',
    'CreateGrant',
    'ListGrants',
    'RevokeGrant',
    'GetKeyRotationStatus',
  ].map((operation): Row => [`${operation} works`, 'bob', `kms:${operation}`, BOTH, 'Granted']),
  ...[
    'PutKeyPolicy',
    'GetKeyPolicy',
    'DisableKey',
    'EnableKey',
    'ScheduleKeyDeletion',
    'CancelKeyDeletion',
    'EnableKeyRotation',
    'RotateKeyOnDemand',
    'TagResource',
    'ListKeyPolicies',
    'CreateAlias',
    'UpdateKeyDescription',
  ].map((operation): Row => [`${operation} never works`, 'bob', `kms:${operation}`, BOTH, NEVER]),
  ['RetireGrant is given by the grant only', 'bob', 'kms:RetireGrant', BOTH, 'implicit deny by grant'],
  ['DisableKey never works for a foreign root user', 'foreign root', 'kms:DisableKey', BOTH, NEVER],
  [
    'a service belongs to no account',
    'transfer',
    'kms:DisableKey',
    { key: [allow('kms:*', { Principal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
  [
    'DisableKey works within the account',
    'alice',
    'kms:DisableKey',
    { key: [DEFAULT], identity: [allow('kms:*')] },
    'Granted',
  ],
];

decides(
  'a key across accounts',
  'KMS developer guide, "Allowing users in other accounts to use a KMS key"',
  ACROSS,
);
decides(
  'operations across accounts',
  'KMS developer guide, "Allowing users in other accounts to use a KMS key"',
  OPERATIONS,
);
