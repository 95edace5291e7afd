import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateUserCommand,
  DeleteUserCommand,
  DetachUserPolicyCommand,
  GetGroupCommand,
  GetRoleCommand,
  ListGroupsCommand,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { assumeRole, createUser, getUser, prepare } from './iam-world.ts';
import { identity, type PeopleWorld } from './people.ts';

const policyArn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
const attach =
  (name: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(
      new AttachUserPolicyCommand({
        UserName: 'other',
        PolicyArn: name.startsWith('arn') ? name : policyArn(name),
      }),
    );
const join =
  (UserName: string, GroupName = 'AllUsers') =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
const pass = async ({ user, owner }: PeopleWorld) => {
  await owner.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'i' }));
  return user.iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'i', RoleName: 'plain' }));
};
const simulate =
  (name: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${account}:user/${name}`,
        ActionNames: ['s3:GetObject'],
      }),
    );

const EXAMPLES: readonly Example<PeopleWorld>[] = [
  {
    words: 'Roles with a tag only, by the global key',
    arrange: identity(
      allow('sts:AssumeRole', '*', when('StringEquals', 'aws:ResourceTag/Project', 'ExampleCorpABC')),
    ),
    asks: [
      ['with it', assumeRole('tagged'), 'granted'],
      ['without it', assumeRole('plain'), 'denied'],
    ],
  },
  {
    words: 'Some managed policies only',
    arrange: identity(
      allow(
        ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
        '*',
        when('ArnEquals', 'iam:PolicyARN', [
          'arn:aws:iam::*:policy/policy-name-1',
          'arn:aws:iam::*:policy/policy-name-2',
        ]),
      ),
    ),
    asks: [
      ['one of them', attach('policy-name-1'), 'granted'],
      ['another', attach('policy-name-3'), 'denied'],
      ['one of AWS', attach('arn:aws:iam::aws:policy/AdministratorAccess'), 'denied'],
      [
        'to detach it',
        ({ user }) =>
          user.iam.send(
            new DetachUserPolicyCommand({ UserName: 'other', PolicyArn: policyArn('policy-name-1') }),
          ),
        'granted',
      ],
    ],
  },
  {
    words: 'One group, for some users to change',
    arrange: identity(
      allow('iam:ListGroups'),
      allow('iam:*Group*', 'arn:aws:iam::*:group/AllUsers'),
      deny(
        ['iam:AddUserToGroup', 'iam:CreateGroup'],
        'arn:aws:iam::*:group/AllUsers',
        when('StringNotEquals', 'aws:username', ['srodriguez', 'mjackson']),
      ),
    ),
    asks: [
      ['the groups', ({ user }) => user.iam.send(new ListGroupsCommand({})), 'granted'],
      ['the group', ({ user }) => user.iam.send(new GetGroupCommand({ GroupName: 'AllUsers' })), 'granted'],
      ['a member', join('other'), 'denied'],
    ],
  },
  {
    words: 'Members of one group',
    arrange: identity(
      allow('iam:*Group*', 'arn:aws:iam::*:group/AllUsers'),
      deny('iam:AddUserToGroup', '*', when('StringNotEquals', 'aws:username', ['user', 'mjackson'])),
    ),
    asks: [
      ['a member', join('other'), 'granted'],
      [
        'a group with another name',
        ({ user }) => user.iam.send(new CreateGroupCommand({ GroupName: 'Others' })),
        'denied',
      ],
    ],
  },
  {
    words: 'A role passed to EC2 takes iam:PassRole',
    arrange: identity(
      allow('iam:AddRoleToInstanceProfile'),
      allow('iam:PassRole', '*', when('StringEquals', 'iam:PassedToService', 'cloudwatch.amazonaws.com')),
    ),
    asks: [['by an instance profile', pass, 'denied']],
  },
  {
    words: 'A role passed to EC2, by its service',
    arrange: identity(
      allow('iam:AddRoleToInstanceProfile'),
      allow(
        'iam:PassRole',
        `arn:aws:iam::${account}:role/plain`,
        when('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
      ),
    ),
    asks: [['by an instance profile', pass, 'granted']],
  },
  {
    words: 'Reading all of IAM, but no reports',
    arrange: identity(allow(['iam:Get*', 'iam:List*']), deny('iam:*Report')),
    asks: [
      ['a user', getUser('other'), 'granted'],
      ['roles', ({ user }) => user.iam.send(new ListRolesCommand({})), 'granted'],
      ['a role', ({ user }) => user.iam.send(new GetRoleCommand({ RoleName: 'plain' })), 'granted'],
      ['a new user', createUser('a'), 'denied'],
      [
        'the deletion of one',
        ({ user }) => user.iam.send(new DeleteUserCommand({ UserName: 'other' })),
        'denied',
      ],
    ],
  },
  {
    words: 'Simulations of users of one path',
    arrange: identity(
      allow(
        ['iam:GetContextKeysForPrincipalPolicy', 'iam:SimulatePrincipalPolicy'],
        'arn:aws:iam::*:user/Department/Development/*',
      ),
    ),
    asks: [
      ['of one there', simulate('Department/Development/other'), 'granted'],
      ['of another', simulate('user'), 'denied'],
    ],
  },
  {
    words: 'Users of one path',
    arrange: identity(allow('iam:*', 'arn:aws:iam::*:user/Department/*')),
    asks: [
      ['one there', getUser('other'), 'granted'],
      ['one elsewhere', getUser('mgr'), 'denied'],
      [
        'a new one there',
        ({ user }) => user.iam.send(new CreateUserCommand({ UserName: 'n', Path: '/Department/' })),
        'granted',
      ],
      ['a new one elsewhere', createUser('n2'), 'denied'],
      [
        'one that moves away',
        ({ user }) => user.iam.send(new UpdateUserCommand({ UserName: 'other', NewPath: '/' })),
        'denied',
      ],
    ],
  },
  {
    words: 'Several services, and logs denied',
    arrange: identity(
      allow(['s3:*', 'cloudwatch:*', 'ec2:*']),
      deny('s3:*', ['arn:aws:s3:::records', 'arn:aws:s3:::records/*']),
    ),
    asks: [
      ['buckets', ({ user }) => user.s3.send(new ListBucketsCommand({})), 'granted'],
      ['the own user', getUser(), 'denied'],
    ],
  },
];

holdsAsGuided(
  'IAM user guide, "Example IAM identity-based policies": IAM, roles, policies and groups',
  prepare,
  EXAMPLES,
);
