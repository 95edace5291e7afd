import { expect, test } from '@jest/globals';
import type { AssumedRole } from '../../../aws/principal.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { callerIdentity } from './user-identity.ts';

const session: AssumedRole = {
  type: 'AssumedRole',
  accountId: account,
  arn: `arn:aws:sts::${account}:assumed-role/reader/work`,
  roleArn: `arn:aws:iam::${account}:role/reader`,
  roleName: 'reader',
  roleId: 'AROAEXAMPLE',
  userId: 'AROAEXAMPLE:work',
  sessionName: 'work',
  sessionPolicies: [],
  sessionTags: {},
};

test.each([
  [true, 'true'],
  [false, 'false'],
  [undefined, 'false'],
])('a session of a role tells whether it was requested with MFA: %s', (withMfa, mfaAuthenticated) => {
  const identity = callerIdentity(session, { withMfa });
  expect(identity?.sessionContext?.attributes).toEqual({ mfaAuthenticated });
});
