import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { wholeIamList } from '../../aws/iam-pages.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import { lookUp } from '../look-up.ts';
import { setBoundary } from './identity-policies.ts';
import { attachManagedPolicies, detachManagedPolicies } from './managed-policies.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';
import { pathOf } from './rearrange.ts';

type Role = ScenarioDocument['roles'][string];

/** Creates a role of the scenario with its trust policy or another one, and without other policies. */
export async function createRole(
  provisioned: ProvisionedScenario,
  { account, roleName, path, tags, trust }: Role,
  trustPolicy = provisioned.policy(trust),
): Promise<void> {
  const { iam } = provisioned.root(account);
  await iam.send(
    new CreateRoleCommand({
      RoleName: roleName,
      Path: path,
      AssumeRolePolicyDocument: trustPolicy,
      Tags: tagList(tags),
    }),
  );
}

/** Gives a role the trust policy of the scenario. */
export async function setTrust(
  provisioned: ProvisionedScenario,
  { account, roleName, trust }: Role,
): Promise<void> {
  const { iam } = provisioned.root(account);
  const PolicyDocument = provisioned.policy(trust);
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
}

/** Attaches to a role the policies and the permissions boundary that the scenario states. */
export async function attachRolePolicies(
  provisioned: ProvisionedScenario,
  name: string,
  { account, roleName: RoleName, policies, managedPolicies, boundary }: Role,
): Promise<void> {
  const { iam } = provisioned.root(account);
  for (const [PolicyName, path] of Object.entries(policies)) {
    const PolicyDocument = provisioned.policy(path);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
  await attachManagedPolicies(provisioned, { account, RoleName }, managedPolicies);
  await setBoundary(provisioned, name, boundary);
}

/** Sets a document of the scenario as a role's permissions boundary. */
export async function boundRole(
  provisioned: ProvisionedScenario,
  role: string,
  document: string,
): Promise<void> {
  await setBoundary(provisioned, role, pathOf(provisioned, document));
}

/** Deletes a role of the scenario and creates another with the same name and policies. */
export async function recreateRole(provisioned: ProvisionedScenario, name: string): Promise<void> {
  const role = lookUp('role', name, provisioned.scenario.document.roles);
  const RoleName = role.roleName;
  const { iam } = provisioned.root(role.account);
  const inline = await wholeIamList(
    (Marker) => iam.send(new ListRolePoliciesCommand({ RoleName, Marker })),
    (page) => page.PolicyNames,
  );
  for (const PolicyName of inline) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await detachManagedPolicies(provisioned, role.account, RoleName);
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await createRole(provisioned, role);
  await attachRolePolicies(provisioned, name, role);
}
