import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type SigningIdentity, servicePrincipal } from '../client/identity.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';

/** The name of the sessions of roles that no principal of the scenario assumes. */
export const SESSION = 'keyhole';
const SERVICE = 'ec2.amazonaws.com';
const TRUSTS_SERVICE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' }],
});

/**
 * Makes a session of each role that no principal of the scenario assumes, by the name of the role. A service is trusted
 * meanwhile; the trust policies are those of the scenario again afterwards.
 */
export async function sessionsOfUnassumed(
  provisioned: ProvisionedScenario,
): Promise<ReadonlyMap<string, SigningIdentity>> {
  const sessions = new Map<string, SigningIdentity>();
  for (const [name, { account, roleName, trust, assumedBy }] of Object.entries(
    provisioned.scenario.document.roles,
  )) {
    if (assumedBy !== undefined) continue;
    const { iam } = provisioned.root(account);
    const trusting = (PolicyDocument: string) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
    await trusting(TRUSTS_SERVICE);
    const RoleArn = provisioned.value(`roles.${name}.arn`);
    const { sts } = provisioned.clients(servicePrincipal(SERVICE));
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: SESSION }));
    await trusting(provisioned.policy(trust));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
    sessions.set(name, {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
  }
  return sessions;
}
