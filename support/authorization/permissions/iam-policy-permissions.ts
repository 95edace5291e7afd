import type { Input } from '../../aws/operations.ts';
import { entityArn, iamArn } from './iam-resources.ts';
import type { PermissionTable, RequiredPermission, Scope } from './rule.ts';
import { rowsFor } from './table-rows.ts';
import { type RequestTags, requestTagContext } from './tag-context.ts';

interface Attachment {
  readonly PolicyArn?: string | undefined;
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly GroupName?: string | undefined;
}

/** Attaching and detaching need the permission on the entity; iam:PolicyARN holds the policy. */
const attachment =
  (kind: 'user' | 'role' | 'group') =>
  (operation: string) =>
  (input: Attachment, scope: Scope): readonly RequiredPermission[] => [
    {
      action: `iam:${operation}`,
      resource: entityArn(kind, input.UserName ?? input.RoleName ?? input.GroupName, scope),
      context: { 'iam:PolicyARN': input.PolicyArn },
    },
  ];

interface Boundary {
  readonly PermissionsBoundary?: string | undefined;
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
}

const boundary =
  (kind: 'user' | 'role') =>
  (operation: string) =>
  (input: Boundary, scope: Scope): readonly RequiredPermission[] => [
    {
      action: `iam:${operation}`,
      resource: entityArn(kind, input.UserName ?? input.RoleName, scope),
      context: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
    },
  ];

const onPolicy = (operation: string) => (input: { readonly PolicyArn?: string | undefined }) => [
  { action: `iam:${operation}`, resource: input.PolicyArn ?? '' },
];

interface Tagging {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly Tags?: RequestTags | undefined;
  readonly TagKeys?: readonly string[] | undefined;
}

function taggedArn(input: Tagging, scope: Scope): string {
  if (input.UserName !== undefined) return entityArn('user', input.UserName, scope);
  if (input.RoleName !== undefined) return entityArn('role', input.RoleName, scope);
  return input.PolicyArn ?? '';
}

const tagging =
  (operation: string) =>
  (input: Tagging, scope: Scope): readonly RequiredPermission[] => [
    {
      action: `iam:${operation}`,
      resource: taggedArn(input, scope),
      context: input.TagKeys ? { 'aws:TagKeys': input.TagKeys } : requestTagContext(input.Tags),
    },
  ];

function createPolicy(input: Input<'iam', 'CreatePolicy'>, scope: Scope): readonly RequiredPermission[] {
  const resource = iamArn(scope, 'policy', { path: input.Path, name: input.PolicyName });
  const context = requestTagContext(input.Tags);
  const actions = ['iam:CreatePolicy'];
  if (input.Tags !== undefined && input.Tags.length > 0) actions.push('iam:TagPolicy');
  return actions.map((action) => ({ action, resource, context }));
}

/** The permissions of IAM's operations on managed policies, attachments, boundaries and tags. */
export const iamPolicyPermissions = {
  CreatePolicy: createPolicy,
  /** AWS's refusals name no ARN here: `… iam:ListPolicies on resource: policy path /`. */
  ListPolicies: (input: Input<'iam', 'ListPolicies'>) => [
    { action: 'iam:ListPolicies', resource: `policy path ${input.PathPrefix ?? '/'}` },
  ],
  ...rowsFor(['GetPolicy', 'DeletePolicy', 'ListEntitiesForPolicy', 'ListPolicyTags'], onPolicy),
  ...rowsFor(['CreatePolicyVersion', 'GetPolicyVersion', 'ListPolicyVersions'], onPolicy),
  ...rowsFor(['DeletePolicyVersion', 'SetDefaultPolicyVersion'], onPolicy),
  ...rowsFor(['AttachUserPolicy', 'DetachUserPolicy'], attachment('user')),
  ...rowsFor(['AttachRolePolicy', 'DetachRolePolicy'], attachment('role')),
  ...rowsFor(['AttachGroupPolicy', 'DetachGroupPolicy'], attachment('group')),
  ...rowsFor(['PutUserPermissionsBoundary'], boundary('user')),
  ...rowsFor(['PutRolePermissionsBoundary'], boundary('role')),
  ...rowsFor(['TagUser', 'UntagUser', 'TagRole', 'UntagRole', 'TagPolicy', 'UntagPolicy'], tagging),
} satisfies Partial<PermissionTable<'iam'>>;
