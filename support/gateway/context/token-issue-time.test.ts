import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { type Credentials, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { startLab } from '../serving/lab.ts';
import {
  type AccessKey,
  allow,
  answerOf,
  type Clients,
  clientsOf,
  deny,
  documentOf,
  type StatementText,
} from '../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../testing/roles.ts';

const UserName = 'ana';
const RoleName = 'reader';
const listing = allow('s3:ListAllMyBuckets');

const opened: Clients[] = [];
afterEach(() => {
  for (const clients of opened.splice(0)) for (const client of Object.values(clients)) client.destroy();
});

/** A gateway, and what is made in it: a user with an access key, and a role that the user may assume. */
async function identitiesAt(endpoint: string) {
  const as = (who: string | AccessKey) => {
    const clients = clientsOf(endpoint, who, 'eu-west-1');
    opened.push(clients);
    return clients;
  };
  const { iam } = as(account);
  await iam.send(new CreateUserCommand({ UserName }));
  await newRole({ iam }, RoleName, { AWS: '*' });
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const user = as({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  const session = (credentials: Credentials | undefined) => as(accessKeyOf(credentials));
  return { as, iam, user, session };
}

/** The policy AWSRevokeOlderSessions: sessions issued so many seconds from now, or later, are not denied. */
function revoked(seconds: number) {
  const before = new Date(Date.now() + seconds * 1000).toISOString();
  return deny('*', '*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': before } } });
}

const lists = async (who: Clients) => (await answerOf(who.s3.send(new ListBucketsCommand({})))).split(':')[0];

describe('aws:TokenIssueTime', () => {
  test('revokes the sessions of a role that are older than the policy says, and no younger ones', async () => {
    await using gateway = await startLab();
    const { as, iam, user } = await identitiesAt(gateway.endpoint);
    const put = (PolicyName: string, ...statements: readonly StatementText[]) =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: documentOf(...statements) }));
    await put('read', listing);
    const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
    const reader = as(await assume(user, RoleArn));
    await put('revoke', revoked(-60));
    expect(await lists(reader)).toBe('granted');
    await put('revoke', revoked(60));
    expect(await lists(reader)).toBe('403 AccessDenied');
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'revoke' }));
    expect(await lists(reader)).toBe('granted');
  });

  test("revokes a user's session tokens, and not the user's access keys, which have no such time", async () => {
    await using gateway = await startLab();
    const { iam, user, session } = await identitiesAt(gateway.endpoint);
    const put = (seconds: number) =>
      iam.send(
        new PutUserPolicyCommand({
          UserName,
          PolicyName: 'inline',
          PolicyDocument: documentOf(listing, revoked(seconds)),
        }),
      );
    await put(60);
    const token = session((await user.sts.send(new GetSessionTokenCommand({}))).Credentials);
    expect(await lists(token)).toBe('403 AccessDenied');
    expect(await lists(user)).toBe('granted');
    await put(-60);
    expect(await lists(token)).toBe('granted');
  });
});
