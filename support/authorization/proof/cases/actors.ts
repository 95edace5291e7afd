import type {
  AssumedRole,
  IamUser,
  Principal,
  RootUser,
  ServicePrincipal,
  WebIdentity,
} from '../../../aws/principal.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';

/** An IAM user. */
export function user(accountId: string, userName: string): IamUser {
  const userId = `AIDA${userName.toUpperCase().padEnd(17, 'X')}`;
  return { type: 'User', accountId, arn: `arn:aws:iam::${accountId}:user/${userName}`, userName, userId };
}

/** A session of a role. */
export function session(accountId: string, roleName: string, sessionName = 'work'): AssumedRole {
  const roleId = `AROA${roleName.toUpperCase().padEnd(17, 'X')}`;
  return {
    type: 'AssumedRole',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    roleArn: `arn:aws:iam::${accountId}:role/app/${roleName}`,
    roleName,
    roleId,
    userId: `${roleId}:${sessionName}`,
    sessionName,
    sessionPolicies: [],
    sessionTags: {},
  };
}

/** The root user of an account. */
export function root(accountId: string): RootUser {
  return { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
}

/** A session of a service-linked role. */
const linked: AssumedRole = {
  ...session(account, 'AWSServiceRoleForTransfer'),
  roleArn: `arn:aws:iam::${account}:role/aws-service-role/transfer.amazonaws.com/AWSServiceRoleForTransfer`,
};

const transfer: ServicePrincipal = { type: 'Service', service: 'transfer.amazonaws.com' };

/** A workflow of GitHub Actions that holds a token. */
const workflow: WebIdentity = {
  type: 'WebIdentity',
  provider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
  issuer: 'token.actions.githubusercontent.com',
  subject: 'repo:acme/reports:ref:refs/heads/main',
  audience: 'sts.amazonaws.com',
  claims: {},
};

/** The principals that the rows of the tables name. */
export const ACTORS = {
  alice: user(account, 'alice'),
  bob: user(otherAccount, 'bob'),
  reader: session(account, 'reader'),
  visitor: session(otherAccount, 'visitor'),
  root: root(account),
  'foreign root': root(otherAccount),
  anonymous: { type: 'Anonymous' },
  transfer,
  linked,
  workflow,
} as const satisfies Record<string, Principal>;

export type Actor = keyof typeof ACTORS;

export const BUCKET = 'arn:aws:s3:::reports';
export const OBJECT = 'arn:aws:s3:::reports/2026/q1.csv';
export const KEY = `arn:aws:kms:eu-west-1:${account}:key/0d990263-018e-4e65-a703-eff731de951e`;
export const ROLE = `arn:aws:iam::${account}:role/app/reader`;
