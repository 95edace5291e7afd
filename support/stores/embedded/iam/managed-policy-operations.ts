import type { Policy } from '@aws-sdk/client-iam';
import { deleteConflict, entityAlreadyExists } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { everyAwsPolicy } from './aws-managed-policies.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, customerPolicyWithArn, iamArn, policyWithArn } from './iam-lookup.ts';
import { pageOf, underPath } from './iam-paging.ts';
import type { IamAccount, IamState, ManagedPolicy } from './iam-state.ts';
import { newUniqueId } from './new-identifiers.ts';
import { newTags, tagsMember } from './tags.ts';

function listed(policy: ManagedPolicy, account: IamAccount): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: account.attachments.get(policy.arn)?.size ?? 0,
    PermissionsBoundaryUsageCount: account.boundaries.get(policy.arn)?.size ?? 0,
    IsAttachable: true,
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}

/** A managed policy as IAM tells it by its ARN. */
export function describedPolicy(policy: ManagedPolicy, account: IamAccount): Policy {
  return {
    ...listed(policy, account),
    ...(policy.description !== undefined && { Description: policy.description }),
    ...tagsMember(policy),
  };
}

function checkDeletable(policy: ManagedPolicy, account: IamAccount): void {
  const used =
    (account.attachments.get(policy.arn)?.size ?? 0) + (account.boundaries.get(policy.arn)?.size ?? 0);
  if (used > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
}

function inScope(account: IamAccount, scope: string): ManagedPolicy[] {
  return [
    ...(scope === 'Local' ? [] : everyAwsPolicy()),
    ...(scope === 'AWS' ? [] : account.policies.values()),
  ];
}

/** Managed policies: made, described, listed, deleted. Source: IAM API reference. */
export const managedPolicyOperations = {
  CreatePolicy(input, context) {
    const name = required('policyName', input.PolicyName);
    const path = input.Path ?? '/';
    const document = required('policyDocument', input.PolicyDocument);
    const account = callersAccount(context);
    if (account.policies.has(name.toLowerCase())) {
      throw entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    }
    const createDate = new Date();
    const policy: ManagedPolicy = {
      name,
      path,
      arn: iamArn(account.id, 'policy', path + name),
      id: newUniqueId('ANPA'),
      description: input.Description,
      createDate,
      updateDate: createDate,
      tags: newTags(input.Tags),
      versions: new Map([['v1', { id: 'v1', document, createDate }]]),
      defaultVersionId: 'v1',
      nextVersion: 2,
    };
    account.policies.set(name.toLowerCase(), policy);
    return { Policy: { ...listed(policy, account), ...tagsMember(policy) } };
  },

  GetPolicy(input, context) {
    return { Policy: describedPolicy(policyWithArn(context, input.PolicyArn), callersAccount(context)) };
  },

  ListPolicies(input, context) {
    const account = callersAccount(context);
    const usage =
      input.PolicyUsageFilter === 'PermissionsBoundary' ? account.boundaries : account.attachments;
    const usedOnly = input.OnlyAttached === true || input.PolicyUsageFilter !== undefined;
    const policies = inScope(account, input.Scope ?? 'All')
      .filter(underPath(input.PathPrefix))
      .filter(({ arn }) => !usedOnly || (usage.get(arn)?.size ?? 0) > 0);
    const { items, end } = pageOf(policies, (policy) => policy.arn, input);
    return { Policies: items.map((policy) => listed(policy, account)), ...end };
  },

  DeletePolicy(input, context) {
    const policy = customerPolicyWithArn(context, input.PolicyArn);
    const account = callersAccount(context);
    checkDeletable(policy, account);
    account.policies.delete(policy.name.toLowerCase());
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
