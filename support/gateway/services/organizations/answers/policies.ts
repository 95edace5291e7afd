import type { Policy } from '@aws-sdk/client-organizations';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { ControlPolicyType, CreatedPolicy } from '../../../surroundings/organization.ts';
import { AWS_POLICIES, type Directory, newId, rootOf } from '../directory.ts';
import { describedRoot, isOfAws, policySummary } from './described.ts';
import { nodeOf, policyOf } from './found.ts';
import { pageOf, reading, writing } from './in-directory.ts';
import { requireContent } from './policy-content.ts';
import { setTags } from './tags.ts';

/** Control policies, and the types that are enabled. Source: AWS Organizations API reference. */
export const policyAnswers: Answers<'organizations'> = {
  CreatePolicy: writing(
    (directory, { Name: name = '', Description: description = '', Content = '', Type, Tags }) => {
      const type = Type as ControlPolicyType;
      requireFreeName(directory, type, name);
      requireContent(type, Content);
      const policy = { id: newId('p-', 8), type, name, description, document: Content };
      directory.policies.set(policy.id, policy);
      setTags(directory, policy.id, Tags);
      return { Policy: described(directory, policy) };
    },
  ),

  UpdatePolicy: writing((directory, { PolicyId, Name, Description, Content }) => {
    const policy = changeable(directory, PolicyId);
    if (Name !== undefined && Name !== policy.name) requireFreeName(directory, policy.type, Name);
    if (Content !== undefined) requireContent(policy.type, Content);
    const updated: CreatedPolicy = {
      ...policy,
      name: Name ?? policy.name,
      description: Description ?? policy.description,
      document: Content ?? policy.document,
    };
    directory.policies.set(policy.id, updated);
    return { Policy: described(directory, updated) };
  }),

  DeletePolicy: writing((directory, { PolicyId }) => {
    const { id } = changeable(directory, PolicyId);
    const isAttached = [...directory.nodes.values()].some(({ policies }) => policies.has(id));
    if (isAttached) throw organizationsError('PolicyInUseException');
    directory.policies.delete(id);
    return {};
  }),

  DescribePolicy: reading((directory, { PolicyId }) => ({
    Policy: described(directory, policyOf(directory, PolicyId)),
  })),

  ListPolicies: reading((directory, input) => {
    const type = input.Filter as ControlPolicyType;
    const created = [...directory.policies.values()].filter((policy) => policy.type === type);
    const { items, end } = pageOf([AWS_POLICIES[type], ...created], ({ id }) => id, input);
    return { Policies: items.map((policy) => policySummary(directory, policy)), ...end };
  }),

  EnablePolicyType: writing((directory, { RootId, PolicyType }) => {
    const type = PolicyType as ControlPolicyType;
    requireRoot(directory, RootId);
    if (directory.enabled.has(type)) throw organizationsError('PolicyTypeAlreadyEnabledException');
    directory.enabled.add(type);
    for (const node of directory.nodes.values()) node.policies.add(AWS_POLICIES[type].id);
    return { Root: describedRoot(directory, rootOf(directory)) };
  }),

  /** It detaches all policies of the type from everything. */
  DisablePolicyType: writing((directory, { RootId, PolicyType }) => {
    const type = PolicyType as ControlPolicyType;
    requireRoot(directory, RootId);
    if (!directory.enabled.has(type)) throw organizationsError('PolicyTypeNotEnabledException');
    directory.enabled.delete(type);
    for (const { policies } of directory.nodes.values()) {
      for (const id of policies) if (policyOf(directory, id).type === type) policies.delete(id);
    }
    return { Root: describedRoot(directory, rootOf(directory)) };
  }),
};

function described(directory: Directory, policy: CreatedPolicy): Policy {
  return { PolicySummary: policySummary(directory, policy), Content: policy.document };
}

function requireFreeName({ policies }: Directory, type: ControlPolicyType, name: string): void {
  const isTaken = [...policies.values(), AWS_POLICIES[type]].some(
    (policy) => policy.type === type && policy.name === name,
  );
  if (isTaken) throw organizationsError('DuplicatePolicyException');
}

/** A policy that is not of AWS. Throws AccessDeniedException, PolicyNotFoundException. */
function changeable(directory: Directory, id: string | undefined): CreatedPolicy {
  const policy = policyOf(directory, id);
  if (isOfAws(policy.type, policy.id)) throw organizationsError('AccessDeniedException');
  return policy;
}

function requireRoot(directory: Directory, id: string | undefined): void {
  nodeOf(directory, id, { kinds: ['ROOT'], missing: 'RootNotFoundException' });
}
