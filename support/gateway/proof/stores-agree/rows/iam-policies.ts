import { requestsOf, type State, type Step, type Subject, subjectsOf } from '../request.ts';
import { createRole, document, policy } from './iam-identities.ts';

const ask = requestsOf('iam');
const UserName = '{user}';
const RoleName = '{role}';
const GroupName = '{group}';
const PolicyArn = '{policyArn}';
const PolicyName = 'own';
const PolicyDocument = document;
const boundary = { PermissionsBoundary: PolicyArn };

const policyNames = [undefined, '', 'a b', 'a/b', 'a*', 'ü', 'x'.repeat(129)];

/** A user, a role and a group, each with an inline policy, a managed one and a tag. */
const identities: State = {
  steps: [
    policy,
    ask('CreateUser', { UserName, Tags: [{ Key: 'a', Value: 'b' }] }),
    { ...createRole, input: { ...createRole.input, Tags: [{ Key: 'a', Value: 'b' }] } },
    ask('CreateGroup', { GroupName }),
    ask('PutUserPolicy', { UserName, PolicyName, PolicyDocument }),
    ask('PutRolePolicy', { RoleName, PolicyName, PolicyDocument }),
    ask('PutGroupPolicy', { GroupName, PolicyName, PolicyDocument }),
    ask('AttachUserPolicy', { UserName, PolicyArn }),
    ask('AttachRolePolicy', { RoleName, PolicyArn }),
    ask('AttachGroupPolicy', { GroupName, PolicyArn }),
  ],
  reads: [],
  renew: [],
};
const of = subjectsOf('iam', identities);
const reads = (...steps: readonly Step[]) => ({ reads: steps });
const undone = (read: Step, ...renew: readonly Step[]) => ({ reads: [read], renew });

/** A managed policy with two versions. */
const managed: State = {
  steps: [policy, ask('CreatePolicyVersion', { PolicyArn, PolicyDocument })],
  reads: [ask('GetPolicy', { PolicyArn }), ask('ListPolicyVersions', { PolicyArn })],
};
const ofPolicy = subjectsOf('iam', managed);
const users = {
  own: ask('ListUserPolicies', { UserName }),
  attached: ask('ListAttachedUserPolicies', { UserName }),
  tags: ask('ListUserTags', { UserName }),
  whole: ask('GetUser', { UserName }),
};
const roles = {
  own: ask('ListRolePolicies', { RoleName }),
  attached: ask('ListAttachedRolePolicies', { RoleName }),
  tags: ask('ListRoleTags', { RoleName }),
  whole: ask('GetRole', { RoleName }),
};
const groups = {
  own: ask('ListGroupPolicies', { GroupName }),
  attached: ask('ListAttachedGroupPolicies', { GroupName }),
};
const tags = [{ Key: 'c', Value: 'd' }];
const awsPolicy = { 'a policy of AWS': { input: { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } };

/** For tests: how IAM is asked about policies and tags. */
export const iamPolicies: readonly Subject[] = [
  of(
    'PutUserPolicy',
    { UserName, PolicyName, PolicyDocument },
    {
      ...reads(users.own, ask('GetUserPolicy', { UserName, PolicyName })),
      vary: { PolicyName: policyNames },
    },
  ),
  of(
    'PutRolePolicy',
    { RoleName, PolicyName, PolicyDocument },
    reads(roles.own, ask('GetRolePolicy', { RoleName, PolicyName })),
  ),
  of(
    'PutGroupPolicy',
    { GroupName, PolicyName, PolicyDocument },
    reads(groups.own, ask('GetGroupPolicy', { GroupName, PolicyName })),
  ),
  of('GetUserPolicy', { UserName, PolicyName }),
  of('GetRolePolicy', { RoleName, PolicyName }),
  of('GetGroupPolicy', { GroupName, PolicyName }),
  of('ListUserPolicies', { UserName }),
  of('ListRolePolicies', { RoleName }),
  of('ListGroupPolicies', { GroupName }),
  of(
    'DeleteUserPolicy',
    { UserName, PolicyName },
    undone(users.own, ask('PutUserPolicy', { UserName, PolicyName, PolicyDocument })),
  ),
  of(
    'DeleteRolePolicy',
    { RoleName, PolicyName },
    undone(roles.own, ask('PutRolePolicy', { RoleName, PolicyName, PolicyDocument })),
  ),
  of(
    'DeleteGroupPolicy',
    { GroupName, PolicyName },
    undone(groups.own, ask('PutGroupPolicy', { GroupName, PolicyName, PolicyDocument })),
  ),
  of(
    'CreatePolicy',
    { PolicyName: 'made-{c}', PolicyDocument },
    {
      also: { 'one that is there': { input: { PolicyName: '{policyName}' } } },
      vary: { PolicyName: policyNames },
    },
  ),
  ofPolicy('GetPolicy', { PolicyArn }, { also: awsPolicy }),
  ofPolicy('ListPolicies', { Scope: 'Local' }, { alone: true, vary: { Scope: ['Local', 'nonsense'] } }),
  ofPolicy(
    'DeletePolicy',
    { PolicyArn },
    {
      also: {
        ...awsPolicy,
        'one that is attached': {
          after: [
            ask('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }),
            ask('CreateUser', { UserName }),
            ask('AttachUserPolicy', { UserName, PolicyArn }),
          ],
        },
        'one that is a boundary': {
          after: [
            ask('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }),
            ask('CreateUser', { UserName, ...boundary }),
          ],
        },
        'one of one version': { after: [ask('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' })] },
      },
    },
  ),
  ofPolicy(
    'CreatePolicyVersion',
    { PolicyArn, PolicyDocument },
    {
      also: {
        ...awsPolicy,
        'a sixth': { after: [3, 4, 5].map(() => ask('CreatePolicyVersion', { PolicyArn, PolicyDocument })) },
      },
    },
  ),
  ofPolicy('GetPolicyVersion', { PolicyArn, VersionId: 'v1' }),
  ofPolicy('ListPolicyVersions', { PolicyArn }),
  ofPolicy(
    'SetDefaultPolicyVersion',
    { PolicyArn, VersionId: 'v2' },
    { vary: { VersionId: ['v1'] }, also: awsPolicy },
  ),
  ofPolicy('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }, { also: awsPolicy }),
  of('AttachUserPolicy', { UserName, PolicyArn }, reads(users.attached)),
  of('AttachRolePolicy', { RoleName, PolicyArn }, reads(roles.attached)),
  of('AttachGroupPolicy', { GroupName, PolicyArn }, reads(groups.attached)),
  of(
    'DetachUserPolicy',
    { UserName, PolicyArn },
    undone(users.attached, ask('AttachUserPolicy', { UserName, PolicyArn })),
  ),
  of(
    'DetachRolePolicy',
    { RoleName, PolicyArn },
    undone(roles.attached, ask('AttachRolePolicy', { RoleName, PolicyArn })),
  ),
  of(
    'DetachGroupPolicy',
    { GroupName, PolicyArn },
    undone(groups.attached, ask('AttachGroupPolicy', { GroupName, PolicyArn })),
  ),
  of('ListAttachedUserPolicies', { UserName }),
  of('ListAttachedRolePolicies', { RoleName }),
  of('ListAttachedGroupPolicies', { GroupName }),
  of('ListEntitiesForPolicy', { PolicyArn }, { alone: true }),
  of('PutUserPermissionsBoundary', { UserName, ...boundary }, reads(users.whole)),
  of('PutRolePermissionsBoundary', { RoleName, ...boundary }, reads(roles.whole)),
  of(
    'DeleteUserPermissionsBoundary',
    { UserName },
    {
      ...reads(users.whole),
      also: {
        'one that is there': { after: [ask('PutUserPermissionsBoundary', { UserName, ...boundary })] },
      },
    },
  ),
  of(
    'DeleteRolePermissionsBoundary',
    { RoleName },
    {
      ...reads(roles.whole),
      also: {
        'one that is there': { after: [ask('PutRolePermissionsBoundary', { RoleName, ...boundary })] },
      },
    },
  ),
  of('TagUser', { UserName, Tags: tags }, reads(users.tags)),
  of('TagRole', { RoleName, Tags: tags }, reads(roles.tags)),
  of('TagPolicy', { PolicyArn, Tags: tags }, reads(ask('ListPolicyTags', { PolicyArn }))),
  of('UntagUser', { UserName, TagKeys: ['a'] }, reads(users.tags)),
  of('UntagRole', { RoleName, TagKeys: ['a'] }, reads(roles.tags)),
  of('UntagPolicy', { PolicyArn, TagKeys: ['a'] }, reads(ask('ListPolicyTags', { PolicyArn }))),
  of('ListUserTags', { UserName }),
  of('ListRoleTags', { RoleName }),
  of('ListPolicyTags', { PolicyArn }),
  of('GetAccountSummary', {}, { alone: true }),
  of('ListAccountAliases', {}),
  of('ListMFADevices', { UserName }),
  of('ListSSHPublicKeys', { UserName }),
  of('ListSigningCertificates', { UserName }),
  of('ListServiceSpecificCredentials', { UserName }),
  of('GetLoginProfile', { UserName }),
  of('DeleteLoginProfile', { UserName }),
  of('GetAccountPasswordPolicy', {}),
  of('ListVirtualMFADevices', {}),
  of('ListServerCertificates', {}),
  of('ListOpenIDConnectProviders', {}),
  of('ListSAMLProviders', {}),
];
