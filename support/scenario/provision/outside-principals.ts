import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { rootOf } from '../../client/identity.ts';
import { namesInPolicy } from '../document/named-in-policy.ts';
import { scenarioFile } from '../document/scenario-file.ts';
import { SpecError } from '../spec-error.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** A trust policy that lets no principal assume the role. */
export const TRUSTS_NONE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

const IDENTITY = /^arn:aws:iam::(\d{12}):(user|role)(\/(?:.*\/)?)([^/]+)$/;

/**
 * Creates the users and roles of other accounts that documents and grants name as principals. AWS refuses a policy whose principal
 * does not exist, and these exist there. They have no policies, and no feature acts as one of them.
 *
 * Throws SpecError `setup-failed` for one that cannot exist beside another, since their names differ in path or letter case
 * alone.
 */
export async function createOutsidePrincipals(provisioned: ProvisionedScenario): Promise<void> {
  const { accounts } = provisioned.scenario.document;
  const own = new Set(Object.values(accounts));
  for (const arn of principalsIn(provisioned)) {
    const [, account = '', kind, path, name] = IDENTITY.exec(arn) ?? [];
    if (kind === undefined || own.has(account)) continue;
    const { iam } = provisioned.clients(rootOf(account));
    const creating =
      kind === 'user'
        ? iam.send(new CreateUserCommand({ UserName: name, Path: path }))
        : iam.send(
            new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: TRUSTS_NONE }),
          );
    await creating.catch((cause: Error) => {
      const what = `${scenarioFile(provisioned.scenario)}: could not create ${arn}, which a document names as a principal`;
      throw new SpecError('setup-failed', `${what}: ${cause.name}: ${cause.message}`, { cause });
    });
  }
}

function principalsIn({ scenario }: ProvisionedScenario): ReadonlySet<string> {
  const names = [...scenario.policies.values()].flatMap(namesInPolicy);
  const grants = Object.values(scenario.document.keys).flatMap((key) => Object.values(key.grants));
  return new Set([
    ...names.filter(({ isPrincipal }) => isPrincipal).map(({ text }) => text),
    ...grants.flatMap(({ grantee, retiring = grantee }) => [grantee, retiring]),
  ]);
}
