import { AddUserToGroupCommand, CreateGroupCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { attachManagedPolicies } from './managed-policies.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** Creates a group of the scenario with its policies, and adds its users, which exist already. */
export async function createGroup(
  provisioned: ProvisionedScenario,
  {
    account,
    groupName: GroupName,
    path,
    members,
    policies,
    managedPolicies,
  }: ScenarioDocument['groups'][string],
): Promise<void> {
  const { iam } = provisioned.root(account);
  await iam.send(new CreateGroupCommand({ GroupName, Path: path }));
  for (const [PolicyName, document] of Object.entries(policies)) {
    const PolicyDocument = provisioned.policy(document);
    await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument }));
  }
  await attachManagedPolicies(provisioned, { account, GroupName }, managedPolicies);
  for (const member of members) {
    const UserName = provisioned.scenario.document.users[member]?.userName;
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  }
}
