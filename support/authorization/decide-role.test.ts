import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, decideCase, deny, to } from './proof/cases/short-policies.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const OWN_ROOT = to(ACTORS.root.arn);
const NO_IDENTITY = 'implicit deny by identity';
const ASSUME = 'sts:AssumeRole';
const NO_TRUST = 'implicit deny by trust policy';

const TRUST: readonly Row[] = [
  ['a role without trust', 'alice', ASSUME, { identity: [allow(ASSUME)] }, NO_TRUST],
  [
    'the user named needs no identity policy',
    'alice',
    ASSUME,
    { trust: [allow(ASSUME, to(ACTORS.alice.arn))] },
    'Granted',
  ],
  [
    'the role named needs no identity policy',
    'reader',
    ASSUME,
    { trust: [allow(ASSUME, to(ACTORS.reader.roleArn))] },
    'Granted',
  ],
  [
    'a trusted account leaves the decision to identity policies',
    'alice',
    ASSUME,
    { trust: [allow(ASSUME, OWN_ROOT)] },
    NO_IDENTITY,
  ],
  [
    'a trusted account and an identity policy',
    'alice',
    ASSUME,
    { trust: [allow(ASSUME, OWN_ROOT)], identity: [allow(ASSUME)] },
    'Granted',
  ],
  [
    'across accounts, only the trust policy allows',
    'bob',
    ASSUME,
    { trust: [allow(ASSUME, to(ACTORS.bob.arn))] },
    NO_IDENTITY,
  ],
  [
    'across accounts, only the identity policy allows',
    'bob',
    ASSUME,
    { trust: [allow(ASSUME, OWN_ROOT)], identity: [allow(ASSUME)] },
    NO_TRUST,
  ],
  [
    'across accounts, both allow',
    'bob',
    ASSUME,
    { trust: [allow(ASSUME, to(otherAccount))], identity: [allow(ASSUME)] },
    'Granted',
  ],
  [
    'a service that is trusted',
    'transfer',
    ASSUME,
    { trust: [allow(ASSUME, { Principal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
  [
    'a service that is not trusted',
    'transfer',
    ASSUME,
    { trust: [allow(ASSUME, { Principal: { Service: 'ec2.amazonaws.com' } })] },
    NO_TRUST,
  ],
  ['an anonymous caller', 'anonymous', ASSUME, { trust: [allow(ASSUME, { Principal: '*' })] }, NO_TRUST],
  [
    'a deny of the trust policy',
    'alice',
    ASSUME,
    { trust: [allow(ASSUME, to(ACTORS.alice.arn)), deny(ASSUME, to(account))] },
    'explicit deny by trust policy',
  ],
  [
    'an external id that does not match',
    'bob',
    ASSUME,
    {
      trust: [allow(ASSUME, { ...to(otherAccount), Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })],
      identity: [allow(ASSUME)],
      keys: { 'sts:ExternalId': 'y' },
    },
    NO_TRUST,
  ],
  ['a root user cannot assume roles', 'root', ASSUME, { trust: [allow(ASSUME, OWN_ROOT)] }, NO_TRUST],
  [
    'sts:TagSession needs its own trust',
    'alice',
    'sts:TagSession',
    { trust: [allow(ASSUME, to(ACTORS.alice.arn))] },
    NO_TRUST,
  ],
];

const ASSUME_BY_TOKEN = 'sts:AssumeRoleWithWebIdentity';
const PROVIDER = ACTORS.workflow.provider;
const OTHER_PROVIDER = `arn:aws:iam::${account}:oidc-provider/accounts.example.com`;
/** A trust policy that names a provider of web identities, or several. */
const trusting = (Federated: string | readonly string[]) => ({
  trust: [allow(ASSUME_BY_TOKEN, { Principal: { Federated } })],
});

const WEB_IDENTITIES: readonly Row[] = [
  ['of a trusted provider', 'workflow', ASSUME_BY_TOKEN, trusting(PROVIDER), 'Granted'],
  [
    'of one of the trusted providers',
    'workflow',
    ASSUME_BY_TOKEN,
    trusting([OTHER_PROVIDER, PROVIDER]),
    'Granted',
  ],
  ['of another provider', 'workflow', ASSUME_BY_TOKEN, trusting(OTHER_PROVIDER), NO_TRUST],
  [
    'of the trusted account',
    'workflow',
    ASSUME_BY_TOKEN,
    { trust: [allow(ASSUME_BY_TOKEN, OWN_ROOT)] },
    NO_TRUST,
  ],
  [
    'where every principal is trusted',
    'workflow',
    ASSUME_BY_TOKEN,
    { trust: [allow(ASSUME_BY_TOKEN, { Principal: '*' })] },
    'Granted',
  ],
  [
    'of a provider that is denied',
    'workflow',
    ASSUME_BY_TOKEN,
    { trust: [...trusting(PROVIDER).trust, deny(ASSUME_BY_TOKEN, { Principal: { Federated: PROVIDER } })] },
    'explicit deny by trust policy',
  ],
  ['no user is a web identity', 'alice', ASSUME_BY_TOKEN, trusting(PROVIDER), NO_TRUST],
];

decides(
  'a web identity',
  'IAM user guide, "AWS JSON policy elements: Principal"; STS API reference, "AssumeRoleWithWebIdentity"',
  WEB_IDENTITIES,
);

test('whether every AWS principal stands for a web identity too is undocumented', () => {
  const policies = { trust: [allow(ASSUME_BY_TOKEN, to('*'))] };
  expect(() => decideCase('workflow', ASSUME_BY_TOKEN, policies)).toThrow(UndecidableError);
});

decides('a role', 'IAM user guide, "Policy evaluation logic"; STS API reference, "AssumeRole"', TRUST);
