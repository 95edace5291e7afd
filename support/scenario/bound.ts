import {
  CreatePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import type { Topology } from './topology.ts';
import { lookUp } from './unknown-name.ts';

/**
 * Bounds a user or role, by name, with a document of the scenario: a managed policy of the same account, since IAM takes
 * nothing else as a permissions boundary. Without a document it is left unbounded.
 */
export async function bound(topology: Topology, principal: string, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const { users, roles } = topology.scenario.document;
  const { account, ...named } = lookUp('user or role', principal, { ...users, ...roles });
  const { iam } = topology.root(account);
  const PolicyName = `${principal}-boundary`;
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName, PolicyDocument: topology.policy(path) }),
  );
  const PermissionsBoundary = Policy?.Arn;
  await ('userName' in named
    ? iam.send(new PutUserPermissionsBoundaryCommand({ UserName: named.userName, PermissionsBoundary }))
    : iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: principal, PermissionsBoundary })));
}
