import type { PolicyVersion } from '@aws-sdk/client-iam';
import { deleteConflict, limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import { MAX_POLICY_VERSIONS } from '../../../aws/managed-policy-versions.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { encodedDocument, required } from './iam-constraints.ts';
import { customerPolicyWithArn, policyWithArn } from './iam-lookup.ts';
import { pageOf } from './iam-paging.ts';
import type { IamState, ManagedPolicy, PolicyVersionEntity } from './iam-state.ts';

function versionOf(policy: ManagedPolicy, wanted: string | undefined): PolicyVersionEntity {
  const id = required('versionId', wanted);
  const version = policy.versions.get(id);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  return version;
}

function listed(policy: ManagedPolicy, version: PolicyVersionEntity): PolicyVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: version.createDate,
  };
}

/** A version of a managed policy with its document. */
export function describedVersion(policy: ManagedPolicy, version: PolicyVersionEntity): PolicyVersion {
  return { Document: encodedDocument(version.document), ...listed(policy, version) };
}

/** Versions of managed policies. Source: IAM API reference. */
export const policyVersionOperations = {
  CreatePolicyVersion(input, context) {
    const policy = customerPolicyWithArn(context, input.PolicyArn);
    const document = required('policyDocument', input.PolicyDocument);
    if (policy.versions.size >= MAX_POLICY_VERSIONS) {
      throw limitExceeded(
        `A managed policy can have up to ${MAX_POLICY_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const version = { id: `v${policy.nextVersion}`, document, createDate: new Date() };
    policy.nextVersion += 1;
    policy.versions.set(version.id, version);
    policy.updateDate = version.createDate;
    if (input.SetAsDefault === true) policy.defaultVersionId = version.id;
    return { PolicyVersion: listed(policy, version) };
  },

  GetPolicyVersion(input, context) {
    const policy = policyWithArn(context, input.PolicyArn);
    const version = versionOf(policy, input.VersionId);
    return { PolicyVersion: describedVersion(policy, version) };
  },

  ListPolicyVersions(input, context) {
    const policy = policyWithArn(context, input.PolicyArn);
    const { items, end } = pageOf(policy.versions.values(), ({ id }) => id.slice(1).padStart(9, '0'), input);
    return { Versions: items.map((version) => listed(policy, version)), ...end };
  },

  SetDefaultPolicyVersion(input, context) {
    const policy = customerPolicyWithArn(context, input.PolicyArn);
    policy.defaultVersionId = versionOf(policy, input.VersionId).id;
    policy.updateDate = new Date();
    return {};
  },

  DeletePolicyVersion(input, context) {
    const policy = customerPolicyWithArn(context, input.PolicyArn);
    const { id } = versionOf(policy, input.VersionId);
    if (id === policy.defaultVersionId) {
      throw deleteConflict('Cannot delete the default version of a policy.');
    }
    policy.versions.delete(id);
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
