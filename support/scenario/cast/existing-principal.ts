import { GetRoleCommand, GetUserCommand } from '@aws-sdk/client-iam';
import type { Principal } from '../../aws/principal.ts';
import { rootOf } from '../../client/identity.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

const MEMBER = /^arn:aws:iam::(\d{12}):(user|role)\/(?:.+\/)?([^/]+)$/;

/**
 * The user or role that an ARN names, if an account of the scenario has it now. A client of a lab can have created it. A role's session has
 * neither tags nor session policies. Undefined for one that is not there, and for one of another account, whose policies a lab does not know.
 */
export async function existingPrincipal(
  arn: string,
  provisioned: ProvisionedScenario,
): Promise<Principal | undefined> {
  const [, accountId = '', kind, name = ''] = MEMBER.exec(arn) ?? [];
  if (!Object.values(provisioned.scenario.document.accounts).includes(accountId)) return undefined;
  const { iam } = provisioned.clients(rootOf(accountId));
  if (kind === 'user') {
    const found = await unlessMissing(iam.send(new GetUserCommand({ UserName: name })));
    const { Arn, UserName: userName = name, UserId: userId = '' } = found?.User ?? {};
    return Arn === arn ? { type: 'User', ...{ accountId, arn, userName, userId } } : undefined;
  }
  const found = await unlessMissing(iam.send(new GetRoleCommand({ RoleName: name })));
  const { Arn, RoleName: roleName = name, RoleId: roleId = '' } = found?.Role ?? {};
  return Arn === arn ? sessionOf({ accountId, roleArn: arn, roleName, roleId }) : undefined;
}

/** A session of a role without tags and session policies. */
export function sessionOf(role: {
  readonly accountId: string;
  readonly roleArn: string;
  readonly roleName: string;
  readonly roleId: string;
}): Principal {
  return {
    type: 'AssumedRole',
    ...role,
    arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.roleName}/spec`,
    userId: `${role.roleId}:spec`,
    sessionName: 'spec',
    sessionPolicies: [],
    sessionTags: {},
  };
}

/** The answer to a read; undefined if the thing does not exist. */
async function unlessMissing<Answer>(reading: Promise<Answer>): Promise<Answer | undefined> {
  return await reading.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NoSuchEntityException') return undefined;
    throw error;
  });
}
