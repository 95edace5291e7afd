import {
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { pathOf } from './rearrange.ts';
import type { Topology } from './topology.ts';
import { lookUp } from './unknown-name.ts';

/** Gives a role or a user of the scenario one more inline policy: a document of the scenario. */
export async function addIdentityPolicy(topology: Topology, name: string, document: string): Promise<void> {
  const { account, isRole } = identityNamed(topology, name);
  const { iam } = topology.root(account);
  const policy = { PolicyName: document, PolicyDocument: topology.policy(pathOf(topology, document)) };
  if (isRole) await iam.send(new PutRolePolicyCommand({ RoleName: name, ...policy }));
  else await iam.send(new PutUserPolicyCommand({ UserName: name, ...policy }));
}

/** Takes an inline policy from a role or a user of the scenario. */
export async function removeIdentityPolicy(
  topology: Topology,
  name: string,
  PolicyName: string,
): Promise<void> {
  const { account, policies, isRole } = identityNamed(topology, name);
  lookUp('policy', PolicyName, policies);
  const { iam } = topology.root(account);
  if (isRole) await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName }));
  else await iam.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName }));
}

function identityNamed(topology: Topology, name: string) {
  const { roles, users } = topology.scenario.document;
  const isRole = Object.hasOwn(roles, name);
  return { ...lookUp('role or user', name, { ...users, ...roles }), isRole };
}
