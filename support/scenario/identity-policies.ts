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
  const { account, ...identity } = identityNamed(topology, name);
  const { iam } = topology.root(account);
  const policy = { PolicyName: document, PolicyDocument: topology.policy(pathOf(topology, document)) };
  if ('userName' in identity)
    await iam.send(new PutUserPolicyCommand({ UserName: identity.userName, ...policy }));
  else await iam.send(new PutRolePolicyCommand({ RoleName: name, ...policy }));
}

/** Takes an inline policy from a role or a user of the scenario. */
export async function removeIdentityPolicy(
  topology: Topology,
  name: string,
  PolicyName: string,
): Promise<void> {
  const { account, policies, ...identity } = identityNamed(topology, name);
  lookUp('policy', PolicyName, policies);
  const { iam } = topology.root(account);
  if ('userName' in identity)
    await iam.send(new DeleteUserPolicyCommand({ UserName: identity.userName, PolicyName }));
  else await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName }));
}

function identityNamed(topology: Topology, name: string) {
  const { roles, users } = topology.scenario.document;
  return lookUp('role or user', name, { ...users, ...roles });
}
