import { CreateRoleCommand, PutRolePolicyCommand, type Role } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput, type Credentials } from '@aws-sdk/client-sts';
import { type AccessKey, type Clients, documentOf, type StatementText } from './lab-under-test.ts';

/** For tests: creates a role that a principal may assume, with one inline policy if there are statements for it. */
export async function newRole(
  { iam }: Pick<Clients, 'iam'>,
  RoleName: string,
  trusted: Readonly<Record<string, unknown>>,
  ...statements: readonly StatementText[]
): Promise<Role | undefined> {
  const trust = { Effect: 'Allow', Principal: trusted, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: documentOf(trust) }),
  );
  if (statements.length > 0) {
    const PolicyDocument = documentOf(...statements);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'inline', PolicyDocument }));
  }
  return Role;
}

/** For tests: assumes a role and gives the access key of the session. */
export async function assume(
  { sts }: Pick<Clients, 'sts'>,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
): Promise<AccessKey> {
  const session = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', ...more }));
  return accessKeyOf(session.Credentials);
}

/** For tests: the access key that AssumeRole and GetSessionToken answer with. */
export function accessKeyOf(credentials: Credentials | undefined): AccessKey {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
