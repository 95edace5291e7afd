import {
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { putBucketPolicy } from '../../client/bucket-requests.ts';
import { putKeyPolicy } from '../../client/key-requests.ts';
import { putSecretPolicy } from '../../client/secret-requests.ts';
import { putTablePolicy } from '../../client/table-requests.ts';
import { managedPoliciesOf } from '../document/managed-policies.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/**
 * True if {@link setPolicies} can set these documents. It cannot if one of them is a managed policy or a permissions
 * boundary: IAM replaces no document of those, it adds versions.
 */
export function canSetPolicies(document: ScenarioDocument, paths: ReadonlySet<string>): boolean {
  const { users, roles } = document;
  const bounded = [...Object.values(users), ...Object.values(roles)];
  const managed = managedPoliciesOf(document).map(({ path }) => path);
  return ![...managed, ...bounded.map(({ boundary }) => boundary)].some(
    (path) => path !== undefined && paths.has(path),
  );
}

/**
 * Sets policy documents, by their paths, again wherever scenario.yaml names them: on principals, keys, buckets, tables and
 * secrets. The root user of each account does so. Control policies and endpoint policies are surroundings, which it leaves
 * alone. Rejects with the endpoint's error if it refuses one.
 */
export async function setPolicies(
  provisioned: ProvisionedScenario,
  paths: ReadonlySet<string>,
): Promise<void> {
  const { keys, buckets, tables, secrets } = provisioned.scenario.document;
  await setIdentityPolicies(provisioned, paths);
  for (const [name, { account, policy, bypassLockoutCheck }] of Object.entries(keys)) {
    if (!paths.has(policy)) continue;
    const { kms } = provisioned.root(account);
    const document = { policy: provisioned.policy(policy), bypassLockoutCheck };
    await putKeyPolicy(kms, provisioned.value(`keys.${name}.id`), document);
  }
  for (const { account, bucketName, policy } of Object.values(buckets)) {
    if (policy !== undefined && paths.has(policy))
      await putBucketPolicy(provisioned.root(account).s3, bucketName, provisioned.policy(policy));
  }
  for (const [name, { account, policy }] of Object.entries(tables)) {
    if (policy === undefined || !paths.has(policy)) continue;
    const { dynamodb } = provisioned.root(account);
    await putTablePolicy(dynamodb, provisioned.value(`tables.${name}.arn`), provisioned.policy(policy));
  }
  for (const [name, { account, policy }] of Object.entries(secrets)) {
    if (policy === undefined || !paths.has(policy)) continue;
    const { secretsmanager } = provisioned.root(account);
    const arn = provisioned.value(`secrets.${name}.arn`);
    await putSecretPolicy(secretsmanager, arn, provisioned.policy(policy));
  }
}

async function setIdentityPolicies(
  provisioned: ProvisionedScenario,
  paths: ReadonlySet<string>,
): Promise<void> {
  const { users, roles, groups } = provisioned.scenario.document;
  const changed = (policies: Readonly<Record<string, string>>) =>
    Object.entries(policies)
      .filter(([, path]) => paths.has(path))
      .map(([PolicyName, path]) => ({ PolicyName, PolicyDocument: provisioned.policy(path) }));
  for (const { account, userName: UserName, policies } of Object.values(users)) {
    for (const policy of changed(policies))
      await provisioned.root(account).iam.send(new PutUserPolicyCommand({ UserName, ...policy }));
  }
  for (const { account, groupName: GroupName, policies } of Object.values(groups)) {
    for (const policy of changed(policies))
      await provisioned.root(account).iam.send(new PutGroupPolicyCommand({ GroupName, ...policy }));
  }
  for (const { account, roleName: RoleName, policies, trust } of Object.values(roles)) {
    const { iam } = provisioned.root(account);
    for (const policy of changed(policies)) await iam.send(new PutRolePolicyCommand({ RoleName, ...policy }));
    if (paths.has(trust))
      await iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: provisioned.policy(trust) }),
      );
  }
}
