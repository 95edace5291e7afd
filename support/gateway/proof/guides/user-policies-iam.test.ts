import {
  CreateAccessKeyCommand,
  CreateVirtualMFADeviceCommand,
  GetAccountPasswordPolicyCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { allow } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { assumeRole, createUser, getUser, prepare, type Tags } from './iam-world.ts';
import { identity, type PeopleWorld, tagsOf } from './people.ts';

const OWN = 'arn:aws:iam::*:user/${aws:username}';
const tagUser =
  (UserName: string, tags: Tags) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new TagUserCommand({ UserName, Tags: tagsOf(tags) }));
const tagRole =
  (RoleName: string, tags: Tags) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new TagRoleCommand({ RoleName, Tags: tagsOf(tags) }));
const untagUser =
  (UserName: string, ...TagKeys: string[]) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new UntagUserCommand({ UserName, TagKeys }));
const newKeyOf =
  (UserName?: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new CreateAccessKeyCommand(UserName === undefined ? {} : { UserName }));
const keysOf =
  (UserName?: string) =>
  ({ user }: PeopleWorld) =>
    user.iam.send(new ListAccessKeysCommand(UserName === undefined ? {} : { UserName }));

const SELF = [
  allow(['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'], '*'),
  allow(['iam:ChangePassword', 'iam:GetUser'], OWN),
  allow(['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey'], OWN),
  allow('iam:CreateVirtualMFADevice', 'arn:aws:iam::*:mfa/*'),
  allow(['iam:DeactivateMFADevice', 'iam:EnableMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice'], OWN),
];
const UNLESS_MFA = {
  Effect: 'Deny',
  NotAction: [
    'iam:CreateVirtualMFADevice',
    'iam:EnableMFADevice',
    'iam:GetUser',
    'iam:ListMFADevices',
    'iam:ListVirtualMFADevices',
    'iam:ResyncMFADevice',
    'sts:GetSessionToken',
  ],
  Resource: '*',
  ...when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
};

const EXAMPLES: readonly Example<PeopleWorld>[] = [
  {
    words: 'Own credentials, without MFA in the policy',
    arrange: identity(...SELF),
    asks: [
      ['the own user, by name', getUser('user'), 'granted'],
      ['the own user, not named', getUser(), 'granted'],
      ['another user', getUser('other'), 'denied'],
      ['a key of the own user', newKeyOf('user'), 'granted'],
      ['the keys of the own user, not named', keysOf(), 'granted'],
      ['the keys of another', keysOf('other'), 'denied'],
      [
        'the password policy, which is not set',
        ({ user }) => user.iam.send(new GetAccountPasswordPolicyCommand({})),
        '404 NoSuchEntityException',
      ],
      ['all users', ({ user }) => user.iam.send(new ListUsersCommand({})), 'denied'],
      ['all devices', ({ user }) => user.iam.send(new ListVirtualMFADevicesCommand({})), 'granted'],
      [
        'a new device',
        ({ user }) => user.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'user' })),
        'granted',
      ],
    ],
  },
  {
    words: 'Own credentials, only with MFA: an access key without MFA lacks the key, and IfExists denies it',
    arrange: identity(...SELF, UNLESS_MFA),
    asks: [
      ['the own user', getUser(), 'granted'],
      ['the own devices', ({ user }) => user.iam.send(new ListMFADevicesCommand({})), 'granted'],
      ['a key of the own user', newKeyOf(), 'denied'],
      ['the keys of the own user', keysOf(), 'denied'],
      ['the password policy', ({ user }) => user.iam.send(new GetAccountPasswordPolicyCommand({})), 'denied'],
      ['a session', ({ user }) => user.sts.send(new GetSessionTokenCommand({})), 'granted'],
    ],
  },
  {
    words: 'Own access keys, by a pattern of actions',
    arrange: identity(
      allow(['iam:ListUsers', 'iam:GetAccountPasswordPolicy'], '*'),
      allow(['iam:*AccessKey*', 'iam:ChangePassword', 'iam:GetUser'], OWN),
    ),
    asks: [
      ['a key', newKeyOf(), 'granted'],
      [
        'a change of a key that does not exist',
        ({ user }) =>
          user.iam.send(
            new UpdateAccessKeyCommand({ AccessKeyId: 'AKIA0000000000000000', Status: 'Inactive' }),
          ),
        '404 NoSuchEntityException',
      ],
      ['all users', ({ user }) => user.iam.send(new ListUsersCommand({})), 'granted'],
    ],
  },
  {
    words: 'New users with some tags only',
    arrange: identity(
      allow(['iam:CreateUser', 'iam:TagUser'], '*', {
        Condition: {
          StringEqualsIfExists: {
            'aws:RequestTag/Department': ['Development', 'QualityAssurance'],
            'aws:RequestTag/JobFunction': 'Employee',
          },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['Department', 'JobFunction'] },
        },
      }),
    ),
    asks: [
      ['one without tags', createUser('a'), 'granted'],
      [
        'one with the tags',
        createUser('b', { Department: 'Development', JobFunction: 'Employee' }),
        'granted',
      ],
      ['one with one of them', createUser('c', { JobFunction: 'Employee' }), 'granted'],
      ['one with another value', createUser('d', { Department: 'Sales' }), 'denied'],
      ['one with another tag', createUser('e', { Department: 'Development', Other: 'x' }), 'denied'],
      ['one with the tag in another letter case', createUser('f', { department: 'Development' }), 'denied'],
    ],
  },
  {
    words: 'A user with tags takes permission to tag',
    arrange: identity(allow('iam:CreateUser')),
    asks: [
      ['with tags', createUser('a', { a: 'b' }), 'denied'],
      ['without tags', createUser('a'), 'granted'],
    ],
  },
  {
    words: 'One tag of users and roles, with two values',
    arrange: identity(
      allow(['iam:TagUser', 'iam:TagRole'], '*', {
        Condition: {
          StringEquals: { 'aws:RequestTag/CostCenter': ['A-123', 'B-456'] },
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'CostCenter' },
        },
      }),
    ),
    asks: [
      ['a user', tagUser('other', { CostCenter: 'A-123' }), 'granted'],
      ['a role', tagRole('plain', { CostCenter: 'B-456' }), 'granted'],
      ['another value', tagUser('other', { CostCenter: 'C' }), 'denied'],
      ['another tag beside it', tagUser('other', { CostCenter: 'A-123', x: 'y' }), 'denied'],
    ],
  },
  {
    words: 'Tags of managers only',
    arrange: identity(
      allow('iam:TagUser', '*', {
        Condition: {
          StringEquals: {
            'iam:ResourceTag/JobFunction': 'Manager',
            'aws:RequestTag/Department': ['Marketing', 'Development'],
          },
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'Department' },
        },
      }),
    ),
    asks: [
      ['a manager', tagUser('mgr', { Department: 'Marketing' }), 'granted'],
      ['another user', tagUser('other', { Department: 'Marketing' }), 'denied'],
    ],
  },
  {
    words: 'Adding and removing one tag',
    arrange: identity(
      allow(
        ['iam:TagUser', 'iam:UntagUser'],
        '*',
        when('ForAllValues:StringEquals', 'aws:TagKeys', 'JobFunction'),
      ),
    ),
    asks: [
      ['removing it', untagUser('mgr', 'JobFunction'), 'granted'],
      ['removing another', untagUser('mgr', 'Department'), 'denied'],
      ['removing both', untagUser('mgr', 'JobFunction', 'Department'), 'denied'],
    ],
  },
  {
    words: 'Roles with a tag only',
    arrange: identity(
      allow('sts:AssumeRole', '*', when('StringEquals', 'iam:ResourceTag/Project', 'ExampleCorpABC')),
    ),
    asks: [
      ['with it', assumeRole('tagged'), 'granted'],
      ['without it', assumeRole('plain'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'IAM user guide, "Example IAM identity-based policies": IAM, users and tags',
  prepare,
  EXAMPLES,
);
