import type {
  AttachedPolicy,
  EntityType,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import type { OperationTable } from '../shared/operation-table.ts';
import { awsPolicyWithArn } from './aws-managed-policies.ts';
import { describedGroup } from './group-operations.ts';
import { encodedDocument } from './iam-constraints.ts';
import { callersAccount } from './iam-lookup.ts';
import { pageOf } from './iam-paging.ts';
import type {
  GroupEntity,
  IamAccount,
  IamState,
  ManagedPolicy,
  PolicyHolder,
  RoleEntity,
  UserEntity,
} from './iam-state.ts';
import { listedProfile } from './instance-profile-operations.ts';
import { describedPolicy } from './managed-policy-operations.ts';
import { describedVersion } from './policy-version-operations.ts';
import { describedRole } from './role-operations.ts';
import { describedUser } from './user-operations.ts';

/** One entity of an account, with the kind by which a request filters it. */
type Entity =
  | { readonly kind: 'User'; readonly of: UserEntity }
  | { readonly kind: 'Group'; readonly of: GroupEntity }
  | { readonly kind: 'Role'; readonly of: RoleEntity }
  | { readonly kind: 'LocalManagedPolicy' | 'AWSManagedPolicy'; readonly of: ManagedPolicy };

/** The kinds in the order in which they are told. */
const KINDS: readonly EntityType[] = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy'];

/**
 * The whole IAM of an account: its entities with their policies, in pages.
 *
 * Undocumented: the order of the entities. Of AWS's managed policies, those in use are told.
 * Source: IAM API reference, GetAccountAuthorizationDetails.
 */
export const authorizationDetails = {
  GetAccountAuthorizationDetails({ Filter = [], ...request }, context) {
    const account = callersAccount(context);
    const kinds = Filter.length === 0 ? KINDS : KINDS.filter((kind) => Filter.includes(kind));
    const entities = kinds.flatMap((kind) => entitiesOf(account, kind));
    const { items, end } = pageOf(entities, ({ kind, of }) => `${KINDS.indexOf(kind)} ${of.arn}`, request);
    const details = {
      UserDetailList: [] as UserDetail[],
      GroupDetailList: [] as GroupDetail[],
      RoleDetailList: [] as RoleDetail[],
      Policies: [] as ManagedPolicyDetail[],
    };
    for (const { kind, of } of items) {
      if (kind === 'User') details.UserDetailList.push(userDetail(of));
      else if (kind === 'Group') details.GroupDetailList.push(groupDetail(of));
      else if (kind === 'Role') details.RoleDetailList.push(roleDetail(of, account));
      else details.Policies.push(policyDetail(of, account));
    }
    return { ...details, ...end };
  },
} satisfies OperationTable<'iam', IamState>;

function entitiesOf(account: IamAccount, kind: EntityType): Entity[] {
  switch (kind) {
    case 'User':
      return [...account.users.values()].map((of) => ({ kind, of }));
    case 'Group':
      return [...account.groups.values()].map((of) => ({ kind, of }));
    case 'Role':
      return [...account.roles.values()].map((of) => ({ kind, of }));
    case 'LocalManagedPolicy':
      return [...account.policies.values()].map((of) => ({ kind, of }));
    case 'AWSManagedPolicy': {
      const inUse = [...account.attachments, ...account.boundaries].filter(([, users]) => users.size > 0);
      return [...new Set(inUse.map(([arn]) => arn))].flatMap((arn) => {
        const of = awsPolicyWithArn(arn);
        return of === undefined ? [] : [{ kind, of }];
      });
    }
  }
}

function inlineOf({ inlinePolicies }: PolicyHolder): PolicyDetail[] {
  return [...inlinePolicies].map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encodedDocument(document),
  }));
}

function attachedTo({ attachedPolicies }: PolicyHolder): AttachedPolicy[] {
  return [...attachedPolicies].map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  }));
}

function userDetail(user: UserEntity): UserDetail {
  return {
    ...describedUser(user),
    UserPolicyList: inlineOf(user),
    GroupList: [...user.groups].map(({ name }) => name),
    AttachedManagedPolicies: attachedTo(user),
  };
}

function groupDetail(group: GroupEntity): GroupDetail {
  return {
    ...describedGroup(group),
    GroupPolicyList: inlineOf(group),
    AttachedManagedPolicies: attachedTo(group),
  };
}

function roleDetail(role: RoleEntity, { instanceProfiles }: IamAccount): RoleDetail {
  const { Description: _, MaxSessionDuration: __, ...described } = describedRole(role);
  return {
    ...described,
    InstanceProfileList: [...instanceProfiles.values()]
      .filter((profile) => profile.role === role)
      .map(listedProfile),
    RolePolicyList: inlineOf(role),
    AttachedManagedPolicies: attachedTo(role),
  };
}

function policyDetail(policy: ManagedPolicy, account: IamAccount): ManagedPolicyDetail {
  const { Tags: _, ...described } = describedPolicy(policy, account);
  return {
    ...described,
    PolicyVersionList: [...policy.versions.values()].map((version) => describedVersion(policy, version)),
  };
}
