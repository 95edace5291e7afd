import { limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { encodedDocument, policySize, required } from './iam-constraints.ts';
import { groupNamed, roleNamed, userNamed } from './iam-lookup.ts';
import { type PageRequest, pageOf } from './iam-paging.ts';
import type { IamState, PolicyHolder } from './iam-state.ts';

/** Characters of all inline policies together, without white space. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_INLINE_POLICIES = { user: 2048, role: 10_240, group: 5120 } as const;

interface InlinePolicy {
  readonly PolicyName: string | undefined;
  readonly PolicyDocument: string | undefined;
}

function put(holder: PolicyHolder, input: InlinePolicy): Record<never, never> {
  const name = required('policyName', input.PolicyName);
  const document = required('policyDocument', input.PolicyDocument);
  let size = policySize(document);
  for (const [other, text] of holder.inlinePolicies) if (other !== name) size += policySize(text);
  const max = MAX_INLINE_POLICIES[holder.kind];
  if (size > max) {
    throw limitExceeded(`Maximum policy size of ${max} bytes exceeded for ${holder.kind} ${holder.name}`);
  }
  holder.inlinePolicies.set(name, document);
  return {};
}

function documentOf(holder: PolicyHolder, wanted: string | undefined): { name: string; document: string } {
  const name = required('policyName', wanted);
  const document = holder.inlinePolicies.get(name);
  if (document === undefined) {
    throw noSuchEntity(`The ${holder.kind} policy with name ${name} cannot be found.`);
  }
  return { name, document };
}

function get(holder: PolicyHolder, wanted: string | undefined) {
  const { name, document } = documentOf(holder, wanted);
  return { PolicyName: name, PolicyDocument: encodedDocument(document) };
}

function list(holder: PolicyHolder, request: PageRequest) {
  const { items, end } = pageOf(holder.inlinePolicies.keys(), (name) => name, request);
  return { PolicyNames: items, ...end };
}

function remove(holder: PolicyHolder, wanted: string | undefined): Record<never, never> {
  holder.inlinePolicies.delete(documentOf(holder, wanted).name);
  return {};
}

/** Policies written into users, roles and groups. Source: IAM API reference. */
export const inlinePolicyOperations = {
  PutUserPolicy: (input, context) => put(userNamed(context, input.UserName), input),
  PutRolePolicy: (input, context) => put(roleNamed(context, input.RoleName), input),
  PutGroupPolicy: (input, context) => put(groupNamed(context, input.GroupName), input),

  GetUserPolicy(input, context) {
    const user = userNamed(context, input.UserName);
    return { UserName: user.name, ...get(user, input.PolicyName) };
  },
  GetRolePolicy(input, context) {
    const role = roleNamed(context, input.RoleName);
    return { RoleName: role.name, ...get(role, input.PolicyName) };
  },
  GetGroupPolicy(input, context) {
    const group = groupNamed(context, input.GroupName);
    return { GroupName: group.name, ...get(group, input.PolicyName) };
  },

  ListUserPolicies: (input, context) => list(userNamed(context, input.UserName), input),
  ListRolePolicies: (input, context) => list(roleNamed(context, input.RoleName), input),
  ListGroupPolicies: (input, context) => list(groupNamed(context, input.GroupName), input),

  DeleteUserPolicy: (input, context) => remove(userNamed(context, input.UserName), input.PolicyName),
  DeleteRolePolicy: (input, context) => remove(roleNamed(context, input.RoleName), input.PolicyName),
  DeleteGroupPolicy: (input, context) => remove(groupNamed(context, input.GroupName), input.PolicyName),
} satisfies OperationTable<'iam', IamState>;
