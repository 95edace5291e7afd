import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, KEY } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const DECRYPT = 'kms:Decrypt';
const USE = allow(DECRYPT);
const OWN_ROOT = to(ACTORS.root.arn);
const DEFAULT = allow('kms:*', OWN_ROOT);
const NO_KEY = 'implicit deny by key policy';
const NO_IDENTITY = 'implicit deny by identity';
const viaCaller = (accountId: string) => ({
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 'kms:CallerAccount': accountId } },
});

const WITHIN: readonly Row[] = [
  ['without a key policy no user has access', 'alice', DECRYPT, { identity: [USE] }, NO_KEY],
  ['without a key policy not even the root user has access', 'root', DECRYPT, {}, NO_KEY],
  [
    'a key policy naming only a user does not include the root user',
    'root',
    'kms:PutKeyPolicy',
    { key: [allow('kms:*', to(ACTORS.alice.arn))] },
    NO_KEY,
  ],
  ['the account principal includes the root user', 'root', DECRYPT, { key: [DEFAULT] }, 'Granted'],
  ['the account principal gives users no access itself', 'alice', DECRYPT, { key: [DEFAULT] }, NO_IDENTITY],
  [
    'the account principal makes identity policies count',
    'alice',
    DECRYPT,
    { key: [DEFAULT], identity: [USE] },
    'Granted',
  ],
  [
    'the account id delegates like its ARN',
    'reader',
    DECRYPT,
    { key: [allow('kms:*', to(account))], identity: [USE] },
    'Granted',
  ],
  [
    'delegation reaches only the actions it lists',
    'alice',
    DECRYPT,
    { key: [allow('kms:Describe*', OWN_ROOT)], identity: [allow('kms:*')] },
    NO_KEY,
  ],
  [
    'an identity policy without delegation counts for nothing',
    'alice',
    DECRYPT,
    { key: [allow('kms:*', to(ACTORS.reader.roleArn))], identity: [USE] },
    NO_KEY,
  ],
  [
    'a key policy naming the user suffices',
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.alice.arn))] },
    'Granted',
  ],
  [
    'a key policy naming the role suffices',
    'reader',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.reader.roleArn))] },
    'Granted',
  ],
  [
    'a key policy naming the session suffices',
    'reader',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.reader.arn))] },
    'Granted',
  ],
  [
    'every principal of the account, by kms:CallerAccount, needs no identity policy',
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, viaCaller(account))], keys: { 'kms:CallerAccount': account } },
    'Granted',
  ],
  [
    'kms:CallerAccount of another account does not include this account',
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, viaCaller(otherAccount))], keys: { 'kms:CallerAccount': account } },
    NO_KEY,
  ],
  [
    'an identity deny overrides the key policy',
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.alice.arn))], identity: [deny('kms:*')] },
    'explicit deny by identity',
  ],
  [
    'a key policy deny overrides everything',
    'alice',
    DECRYPT,
    { key: [DEFAULT, deny(DECRYPT, { Principal: '*' })], identity: [USE] },
    'explicit deny by key policy',
  ],
  [
    'a key policy deny binds the root user',
    'root',
    DECRYPT,
    { key: [DEFAULT, deny(DECRYPT, { Principal: '*' })] },
    'explicit deny by key policy',
  ],
  [
    'a statement without Resource has no effect',
    'alice',
    DECRYPT,
    { key: [{ Effect: 'Allow', Action: 'kms:*', Principal: '*' }] },
    NO_KEY,
  ],
  [
    'a statement without Action has no effect',
    'alice',
    DECRYPT,
    { key: [{ Effect: 'Allow', Resource: '*', Principal: '*' }] },
    NO_KEY,
  ],
  [
    'a deny without Resource has no effect',
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.alice.arn)), { Effect: 'Deny', Action: 'kms:*', Principal: '*' }] },
    'Granted',
  ],
  [
    "the key's own ARN as Resource",
    'alice',
    DECRYPT,
    { key: [allow(DECRYPT, { ...to(ACTORS.alice.arn), Resource: KEY })] },
    'Granted',
  ],
  [
    'a session policy limits delegated use',
    'reader',
    DECRYPT,
    { key: [DEFAULT], identity: [USE], session: [allow('s3:*')] },
    'implicit deny by session',
  ],
  [
    'a session policy limits use given to the role',
    'reader',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.reader.roleArn))], session: [allow('s3:*')] },
    'implicit deny by session',
  ],
  [
    'a session policy does not limit use given to the session',
    'reader',
    DECRYPT,
    { key: [allow(DECRYPT, to(ACTORS.reader.arn))], session: [allow('s3:*')] },
    'Granted',
  ],
  [
    'an alias is guarded by identity policies',
    'alice',
    'kms:CreateAlias',
    { resource: `arn:aws:kms:eu-west-1:${account}:alias/a`, identity: [allow('kms:*')] },
    'Granted',
  ],
  [
    'actions without a key need an identity policy only',
    'alice',
    'kms:ListKeys',
    { resource: '*', identity: [allow('kms:*')] },
    'Granted',
  ],
  [
    'actions without a key match no key ARN',
    'alice',
    'kms:ListKeys',
    { resource: '*', identity: [allow('kms:*', { Resource: KEY })] },
    NO_IDENTITY,
  ],
];

decides(
  'a key within its account',
  'KMS developer guide, "Default key policy" and "Determining access to AWS KMS keys"',
  WITHIN,
);
