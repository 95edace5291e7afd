import { ListOpenIDConnectProvidersCommand, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, type StatementText } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const deny = (Action: string, Resource: string): StatementText => ({ Effect: 'Deny', Action, Resource });

/** Requests for a list, and the resources that policies name for it. */
const lists: readonly (readonly [string, string, string, (who: Clients) => Promise<unknown>])[] = [
  [
    's3:ListAllMyBuckets',
    'arn:aws:s3:::*',
    'arn:aws:s3:::one',
    ({ s3 }) => s3.send(new ListBucketsCommand()),
  ],
  [
    'iam:ListVirtualMFADevices',
    `arn:aws:iam::${account}:mfa/*`,
    `arn:aws:iam::${account}:mfa/one`,
    ({ iam }) => iam.send(new ListVirtualMFADevicesCommand()),
  ],
  [
    'iam:ListOpenIDConnectProviders',
    `arn:aws:iam::${account}:oidc-provider/*`,
    `arn:aws:iam::${account}:oidc-provider/one`,
    ({ iam }) => iam.send(new ListOpenIDConnectProvidersCommand()),
  ],
];

describe.each(lists)('%s', (action, pattern, one, send) => {
  test.each([pattern, '*'])('is allowed on %s', async (resource) => {
    expect(await answerOf(send(await lab.user(account, 'reader', allow(action, resource))))).toBe('granted');
  });

  test.each([pattern, '*'])('is denied on %s', async (resource) => {
    const reader = await lab.user(account, 'reader', allow(action), deny(action, resource));
    expect(await answerOf(send(reader))).toContain('with an explicit deny in an identity-based policy');
  });

  test('is neither allowed nor denied on one thing', async () => {
    const allowed = await lab.user(account, 'allowed', allow(action, one));
    expect(await answerOf(send(allowed))).toContain(`no identity-based policy allows the ${action} action`);
    const denied = await lab.user(account, 'denied', allow(action), deny(action, one));
    expect(await answerOf(send(denied))).toBe('granted');
  });
});

test('the refusal of ListBuckets names no resource', async () => {
  const missing = await lab.user(account, 'missing');
  expect(await answerOf(missing.s3.send(new ListBucketsCommand()))).toBe(
    `403 AccessDenied: User: arn:aws:iam::${account}:user/missing is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
  );
});
