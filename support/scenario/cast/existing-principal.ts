import { AwsError } from '../../aws/aws-error.ts';
import type { Principal } from '../../aws/principal.ts';
import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

const MEMBER = /^arn:aws:iam::(\d{12}):(user|role)\/(?:.+\/)?([^/]+)$/;

/** A reader of a gateway's state, as the gateway itself reads it. */
export type Reading = Pick<GatewayServer, 'read'>;

/**
 * The user or role that an ARN names, if an account of the scenario has it now. A client of a lab can have created it. A role's session has
 * neither tags nor session policies. Undefined for one that is not there, and for one of another account, whose policies a lab does not know.
 */
export async function existingPrincipal(
  arn: string,
  { document }: ProvisionedScenario['scenario'],
  gateway: Reading,
): Promise<Principal | undefined> {
  const [, account = '', kind, name = ''] = MEMBER.exec(arn) ?? [];
  if (!Object.values(document.accounts).includes(account)) return undefined;
  const place = { account, region: document.region };
  if (kind === 'role') {
    const session = await sessionOfRole(name, place, gateway);
    return session?.roleArn === arn ? session : undefined;
  }
  const found = await unlessMissing(
    gateway.read({ service: 'iam', operation: 'GetUser', input: { UserName: name }, ...place }),
  );
  const { Arn, UserName: userName = name, UserId: userId = '' } = found?.User ?? {};
  return Arn === arn ? { type: 'User', ...{ accountId: account, arn, userName, userId } } : undefined;
}

/** A session of a role, without tags and session policies; undefined if the account has no role of this name now. */
export async function sessionOfRole(
  name: string,
  place: { readonly account: string; readonly region: string },
  gateway: Reading,
): Promise<Extract<Principal, { readonly type: 'AssumedRole' }> | undefined> {
  const found = await unlessMissing(
    gateway.read({ service: 'iam', operation: 'GetRole', input: { RoleName: name }, ...place }),
  );
  const { Arn: roleArn, RoleName: roleName = name, RoleId: roleId = '' } = found?.Role ?? {};
  if (roleArn === undefined) return undefined;
  return {
    type: 'AssumedRole',
    ...{ accountId: place.account, roleArn, roleName, roleId },
    arn: `arn:aws:sts::${place.account}:assumed-role/${roleName}/spec`,
    userId: `${roleId}:spec`,
    sessionName: 'spec',
    sessionPolicies: [],
    sessionTags: {},
  };
}

/** The answer to a read; undefined if the thing does not exist. */
async function unlessMissing<Answer>(reading: Promise<Answer>): Promise<Answer | undefined> {
  return await reading.catch((error: unknown) => {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  });
}
