import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { rootOf } from '../../client/identity.ts';
import { namesInPolicy } from '../document/named-in-policy.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** A trust policy that lets no principal assume the role. */
export const TRUSTS_NONE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

const IDENTITY = /^arn:aws:iam::(\d{12}):(user|role)(\/(?:.*\/)?)([^/]+)$/;

/**
 * Creates the users and roles of other accounts that documents name as principals. AWS refuses a policy whose principal
 * does not exist, and these exist there. They have no policies, and no feature acts as one of them.
 */
export async function createOutsidePrincipals(provisioned: ProvisionedScenario): Promise<void> {
  const { accounts } = provisioned.scenario.document;
  const own = new Set(Object.values(accounts));
  for (const arn of principalsIn(provisioned)) {
    const [, account = '', kind, path, name] = IDENTITY.exec(arn) ?? [];
    if (kind === undefined || own.has(account)) continue;
    const { iam } = provisioned.clients(rootOf(account));
    await (kind === 'user'
      ? iam.send(new CreateUserCommand({ UserName: name, Path: path }))
      : iam.send(
          new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: TRUSTS_NONE }),
        ));
  }
}

function principalsIn({ scenario }: ProvisionedScenario): ReadonlySet<string> {
  const names = [...scenario.policies.values()].flatMap(namesInPolicy);
  return new Set(names.filter(({ isPrincipal }) => isPrincipal).map(({ text }) => text));
}
