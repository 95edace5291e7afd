import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('iam');
const InstanceProfileName = 'profile-{n}';
const RoleName = 'profiled-{n}';
const AssumeRolePolicyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

/** An instance profile with a tag, and a role beside it. */
const apart: State = {
  steps: [
    ask('CreateRole', { RoleName, AssumeRolePolicyDocument }),
    ask('CreateInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'a', Value: 'b' }] }),
  ],
  reads: [ask('GetInstanceProfile', { InstanceProfileName })],
};
/** The same with the role in the profile. */
const joined: State = {
  ...apart,
  steps: [...apart.steps, ask('AddRoleToInstanceProfile', { InstanceProfileName, RoleName })],
};
const ofApart = subjectsOf('iam', apart);
const ofJoined = subjectsOf('iam', joined);

/** For tests: how IAM is asked about instance profiles. */
export const iamInstanceProfiles: readonly Subject[] = [
  ofApart(
    'CreateInstanceProfile',
    { InstanceProfileName: 'other-{c}' },
    { also: { 'one that is there': { input: { InstanceProfileName } } } },
  ),
  ofJoined('GetInstanceProfile', { InstanceProfileName }),
  ofApart('DeleteInstanceProfile', { InstanceProfileName }),
  ofApart('AddRoleToInstanceProfile', { InstanceProfileName, RoleName }),
  ofJoined('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName }),
  ofApart('TagInstanceProfile', { InstanceProfileName, Tags: [{ Key: 'c', Value: 'd' }] }),
  ofApart('UntagInstanceProfile', { InstanceProfileName, TagKeys: ['a'] }),
  ofApart('ListInstanceProfileTags', { InstanceProfileName }),
  ofJoined('ListInstanceProfiles', {}),
];
