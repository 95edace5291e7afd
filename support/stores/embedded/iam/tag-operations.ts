import type { OperationTable } from '../shared/operation-table.ts';
import { customerPolicyWithArn, policyWithArn, roleNamed, userNamed } from './iam-lookup.ts';
import { type PageRequest, pageOf } from './iam-paging.ts';
import type { IamState } from './iam-state.ts';
import { addTags, removeTags, tagList } from './tags.ts';

function list(tags: ReadonlyMap<string, string>, request: PageRequest) {
  const { items, end } = pageOf(tagList(tags), ({ Key }) => Key ?? '', request);
  return { Tags: items, ...end };
}

/** Tags of users, roles and managed policies. Source: IAM API reference. */
export const tagOperations = {
  TagUser(input, context) {
    addTags(userNamed(context, input.UserName).tags, input.Tags);
    return {};
  },
  TagRole(input, context) {
    addTags(roleNamed(context, input.RoleName).tags, input.Tags);
    return {};
  },
  TagPolicy(input, context) {
    addTags(customerPolicyWithArn(context, input.PolicyArn).tags, input.Tags);
    return {};
  },

  UntagUser(input, context) {
    removeTags(userNamed(context, input.UserName).tags, input.TagKeys);
    return {};
  },
  UntagRole(input, context) {
    removeTags(roleNamed(context, input.RoleName).tags, input.TagKeys);
    return {};
  },
  UntagPolicy(input, context) {
    removeTags(customerPolicyWithArn(context, input.PolicyArn).tags, input.TagKeys);
    return {};
  },

  ListUserTags: (input, context) => list(userNamed(context, input.UserName).tags, input),
  ListRoleTags: (input, context) => list(roleNamed(context, input.RoleName).tags, input),
  ListPolicyTags: (input, context) => list(policyWithArn(context, input.PolicyArn).tags, input),
} satisfies OperationTable<'iam', IamState>;
