import { constraintError, limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import {
  attachablePolicy,
  callersAccount,
  groupNamed,
  type IamContext,
  roleNamed,
  userNamed,
} from './iam-lookup.ts';
import { type PageRequest, pageOf, underPath } from './iam-paging.ts';
import type { GroupEntity, IamState, PolicyHolder, RoleEntity, UserEntity } from './iam-state.ts';

/** Managed policies attached to one entity. Source: IAM user guide, "IAM and AWS STS quotas", defaults. */
const MAX_ATTACHED = 10;
const QUOTA = { user: 'PoliciesPerUser', role: 'PoliciesPerRole', group: 'PoliciesPerGroup' } as const;

function attach(context: IamContext, holder: PolicyHolder, policyArn: string | undefined) {
  const { arn } = attachablePolicy(context, 'policyArn', policyArn);
  if (!holder.attachedPolicies.has(arn) && holder.attachedPolicies.size >= MAX_ATTACHED) {
    throw limitExceeded(`Cannot exceed quota for ${QUOTA[holder.kind]}: ${MAX_ATTACHED}`);
  }
  const { attachments } = callersAccount(context);
  holder.attachedPolicies.add(arn);
  attachments.set(arn, (attachments.get(arn) ?? new Set()).add(holder));
  return {};
}

function detach(context: IamContext, holder: PolicyHolder, policyArn: string | undefined) {
  const arn = required('policyArn', policyArn);
  if (!holder.attachedPolicies.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  callersAccount(context).attachments.get(arn)?.delete(holder);
  return {};
}

function list(holder: PolicyHolder, request: PageRequest & { readonly PathPrefix?: string | undefined }) {
  const policies = Array.from(holder.attachedPolicies, (arn) => ({
    arn,
    path: arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1),
    name: arn.slice(arn.lastIndexOf('/') + 1),
  })).filter(underPath(request.PathPrefix));
  const { items, end } = pageOf(policies, ({ arn }) => arn, request);
  return { AttachedPolicies: items.map(({ arn, name }) => ({ PolicyName: name, PolicyArn: arn })), ...end };
}

const FILTERS: Readonly<Record<string, PolicyHolder['kind'] | undefined>> = {
  User: 'user',
  Role: 'role',
  Group: 'group',
};

/** The kinds of entities that ListEntitiesForPolicy lists. Throws ValidationError. */
function kindsFor(filter: string | undefined): readonly PolicyHolder['kind'][] {
  if (filter === undefined) return ['user', 'role', 'group'];
  if (filter === 'LocalManagedPolicy' || filter === 'AWSManagedPolicy') return [];
  const kind = FILTERS[filter];
  if (kind !== undefined) return [kind];
  const set = '[Role, AWSManagedPolicy, User, LocalManagedPolicy, Group]';
  throw constraintError('entityFilter', filter, `Member must satisfy enum value set: ${set}`);
}

function byKind(holders: readonly PolicyHolder[]) {
  const isUser = (holder: PolicyHolder): holder is UserEntity => holder.kind === 'user';
  const isRole = (holder: PolicyHolder): holder is RoleEntity => holder.kind === 'role';
  const isGroup = (holder: PolicyHolder): holder is GroupEntity => holder.kind === 'group';
  return {
    PolicyUsers: holders.filter(isUser).map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: holders.filter(isRole).map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    PolicyGroups: holders.filter(isGroup).map(({ name, id }) => ({ GroupName: name, GroupId: id })),
  };
}

/** Managed policies on users, roles and groups. Source: IAM API reference. */
export const attachmentOperations = {
  AttachUserPolicy: (input, context) => attach(context, userNamed(context, input.UserName), input.PolicyArn),
  AttachRolePolicy: (input, context) => attach(context, roleNamed(context, input.RoleName), input.PolicyArn),
  AttachGroupPolicy: (input, context) =>
    attach(context, groupNamed(context, input.GroupName), input.PolicyArn),

  DetachUserPolicy: (input, context) => detach(context, userNamed(context, input.UserName), input.PolicyArn),
  DetachRolePolicy: (input, context) => detach(context, roleNamed(context, input.RoleName), input.PolicyArn),
  DetachGroupPolicy: (input, context) =>
    detach(context, groupNamed(context, input.GroupName), input.PolicyArn),

  ListAttachedUserPolicies: (input, context) => list(userNamed(context, input.UserName), input),
  ListAttachedRolePolicies: (input, context) => list(roleNamed(context, input.RoleName), input),
  ListAttachedGroupPolicies: (input, context) => list(groupNamed(context, input.GroupName), input),

  ListEntitiesForPolicy(input, context) {
    const arn = required('policyArn', input.PolicyArn);
    const account = callersAccount(context);
    const kinds = kindsFor(input.EntityFilter);
    const attached =
      input.PolicyUsageFilter === 'PermissionsBoundary' ? [] : (account.attachments.get(arn) ?? []);
    const bounded =
      input.PolicyUsageFilter === 'PermissionsPolicy' ? [] : (account.boundaries.get(arn) ?? []);
    const holders = [...new Set<PolicyHolder>([...attached, ...bounded])]
      .filter((holder) => kinds.includes(holder.kind))
      .filter(underPath(input.PathPrefix));
    const { items, end } = pageOf(holders, (holder) => `${holder.kind}/${holder.name}`, input);
    return { ...byKind(items), ...end };
  },
} satisfies OperationTable<'iam', IamState>;
