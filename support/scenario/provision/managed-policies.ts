import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { wholeIamList } from '../../aws/iam-pages.ts';
import { isAwsPolicy } from '../document/identity-schema.ts';
import type { OwnManagedPolicy } from '../document/managed-policies.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** Creates a managed policy of one's own in its account. */
export async function createManagedPolicy(
  provisioned: ProvisionedScenario,
  { account, name, iamPath, path }: OwnManagedPolicy,
): Promise<void> {
  const { iam } = provisioned.root(account);
  const PolicyDocument = provisioned.policy(path);
  await iam.send(new CreatePolicyCommand({ PolicyName: name, Path: iamPath, PolicyDocument }));
}

/**
 * Attaches the managed policies of a user, role or group, which {@link createManagedPolicy} has created. The policies are
 * given by name, each as the path of a document or as the ARN of an AWS managed policy.
 */
export async function attachManagedPolicies(
  provisioned: ProvisionedScenario,
  { account, ...holder }: Holder,
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  const { iam } = provisioned.root(account);
  for (const [name, policy] of Object.entries(policies)) {
    const PolicyArn = managedPolicyArn(provisioned, { account, name, policy });
    if ('UserName' in holder) await iam.send(new AttachUserPolicyCommand({ ...holder, PolicyArn }));
    else if ('RoleName' in holder) await iam.send(new AttachRolePolicyCommand({ ...holder, PolicyArn }));
    else await iam.send(new AttachGroupPolicyCommand({ ...holder, PolicyArn }));
  }
}

type Holder = { readonly account: string } & (
  | { readonly UserName: string }
  | { readonly RoleName: string }
  | { readonly GroupName: string }
);

/** Detaches all managed policies of a role, so that the role can be deleted. */
export async function detachManagedPolicies(
  provisioned: ProvisionedScenario,
  account: string,
  RoleName: string,
): Promise<void> {
  const { iam } = provisioned.root(account);
  const attached = await wholeIamList(
    (Marker) => iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker })),
    (page) => page.AttachedPolicies,
  );
  for (const { PolicyArn } of attached) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
}

function managedPolicyArn(
  provisioned: ProvisionedScenario,
  { account, name, policy }: { readonly account: string; readonly name: string; readonly policy: string },
): string {
  return isAwsPolicy(policy) ? policy : `arn:aws:iam::${provisioned.accountId(account)}:policy/${name}`;
}
