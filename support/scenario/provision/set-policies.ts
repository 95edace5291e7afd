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
import { type ByHolder, resourcesWithPolicies } from '../document/policy-holders.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { lookUp } from '../look-up.ts';
import { setAccessPointPolicy } from './access-points.ts';
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
 * Sets policy documents, by their paths, again wherever scenario.yaml names them: on principals, keys, buckets, access
 * points, tables and secrets. The root user of each account does so. Control policies and endpoint policies are surroundings, which it leaves
 * alone. Rejects with the endpoint's error if it refuses one.
 */
export async function setPolicies(
  provisioned: ProvisionedScenario,
  paths: ReadonlySet<string>,
): Promise<void> {
  await setIdentityPolicies(provisioned, paths);
  const { document } = provisioned.scenario;
  for (const { holder, name, policy } of resourcesWithPolicies(document))
    if (paths.has(policy))
      await SETTERS[holder](provisioned, { name, policy: provisioned.policy(policy), document });
}

/** A resource of scenario.yaml, by its name, and the text of the policy that it gets. */
interface Setting {
  readonly name: string;
  readonly policy: string;
  readonly document: ScenarioDocument;
}

/** The requests that set the policy of each kind of resource, as the root user of its account. */
const SETTERS: ByHolder<(provisioned: ProvisionedScenario, setting: Setting) => Promise<unknown>> = {
  keys: (provisioned, { name, policy, document }) => {
    const { account, bypassLockoutCheck } = lookUp('key', name, document.keys);
    const id = provisioned.value(`keys.${name}.id`);
    return putKeyPolicy(provisioned.root(account).kms, id, { policy, bypassLockoutCheck });
  },
  buckets: (provisioned, { name, policy, document }) => {
    const { account, bucketName } = lookUp('bucket', name, document.buckets);
    return putBucketPolicy(provisioned.root(account).s3, bucketName, policy);
  },
  accessPoints: (provisioned, { name, document }) =>
    setAccessPointPolicy(provisioned, lookUp('access point', name, document.accessPoints)),
  tables: (provisioned, { name, policy, document }) => {
    const { dynamodb } = provisioned.root(lookUp('table', name, document.tables).account);
    return putTablePolicy(dynamodb, provisioned.value(`tables.${name}.arn`), policy);
  },
  secrets: (provisioned, { name, policy, document }) => {
    const { secretsmanager } = provisioned.root(lookUp('secret', name, document.secrets).account);
    return putSecretPolicy(secretsmanager, provisioned.value(`secrets.${name}.arn`), policy);
  },
};

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
