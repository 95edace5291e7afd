import {
  CreatePolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Clients } from '../../client/clients.ts';
import { isAwsPolicy } from '../document/identity-schema.ts';
import { lookUp } from '../look-up.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';
import { pathOf } from './rearrange.ts';

/** Adds a document of the scenario to a role or user as another inline policy. */
export async function addIdentityPolicy(
  provisioned: ProvisionedScenario,
  name: string,
  document: string,
): Promise<void> {
  const { account, ...identity } = identityNamed(provisioned, name);
  const { iam } = provisioned.root(account);
  const policy = { PolicyName: document, PolicyDocument: provisioned.policy(pathOf(provisioned, document)) };
  if ('userName' in identity)
    await iam.send(new PutUserPolicyCommand({ UserName: identity.userName, ...policy }));
  else await iam.send(new PutRolePolicyCommand({ RoleName: identity.roleName, ...policy }));
}

/** Deletes an inline policy of a role or user of the scenario. */
export async function removeIdentityPolicy(
  provisioned: ProvisionedScenario,
  name: string,
  PolicyName: string,
): Promise<void> {
  const { account, policies, ...identity } = identityNamed(provisioned, name);
  lookUp('policy', PolicyName, policies);
  const { iam } = provisioned.root(account);
  if ('userName' in identity)
    await iam.send(new DeleteUserPolicyCommand({ UserName: identity.userName, PolicyName }));
  else await iam.send(new DeleteRolePolicyCommand({ RoleName: identity.roleName, PolicyName }));
}

/**
 * Sets the permissions boundary of a user or role. It is a document of the scenario, by its path, or an AWS managed
 * policy, by its ARN. IAM accepts only managed policies as boundaries, so one is created of a document in the same
 * account. It does nothing without a path.
 */
export async function setBoundary(
  provisioned: ProvisionedScenario,
  principal: string,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) return;
  const { account, ...identity } = identityNamed(provisioned, principal);
  const { iam } = provisioned.root(account);
  const PermissionsBoundary = isAwsPolicy(path)
    ? path
    : await createBoundary(iam, `${principal}-boundary`, provisioned.policy(path));
  await ('userName' in identity
    ? iam.send(new PutUserPermissionsBoundaryCommand({ UserName: identity.userName, PermissionsBoundary }))
    : iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: identity.roleName, PermissionsBoundary })));
}

async function createBoundary(
  iam: Clients['iam'],
  PolicyName: string,
  PolicyDocument: string,
): Promise<string | undefined> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn;
}

function identityNamed(provisioned: ProvisionedScenario, name: string) {
  const { roles, users } = provisioned.scenario.document;
  return lookUp('role or user', name, { ...users, ...roles });
}
